/* Starts Wagtail's widgets that expect an inline script, which our Content-Security-Policy forbids. The templates in
   config/templates/wagtailadmin hold the same call as data. */

const NAMES = new Set(["initDateChooser", "initTimeChooser", "initDateTimeChooser", "InlinePanel", "MultipleChooserPanel"]);

class CspInit extends window.StimulusModule.Controller {
  static values = { fn: String, id: String, config: String };

  connect() {
    if (this.element.closest("template") || this.idValue.includes("__prefix__")) return;
    const start = () => this.start();
    // The scripts of a form come after this one, so its functions may not be there yet.
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start, { once: true });
    else start();
  }

  start() {
    if (!NAMES.has(this.fnValue) || this.element.dataset.started) return;
    this.element.dataset.started = "true"; // moving an element about connects it again
    const config = JSON.parse(this.configValue);
    const call = window[this.fnValue];
    if (this.idValue) call(this.idValue, config);
    else new call(config);
  }
}

window.wagtail.app.register("csp-init", CspInit);
