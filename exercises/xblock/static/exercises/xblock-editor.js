/* The simple fields of a block, in the place of the JSON in which they are stored. */
(() => {
  const address = document.currentScript.dataset.xblockFields;

  /* What was filled in, as far as it differs from what the block begins with. */
  function read(controls) {
    const found = {};
    for (const control of controls) {
      const value = control.type === "checkbox" ? control.checked : control.value;
      if (value === control.begins) continue;
      if (control.type === "number" && value === "") continue;
      found[control.dataset.xblockField] = control.type === "number" ? Number(value) : value;
    }
    return found;
  }

  class XBlockFields extends window.StimulusModule.Controller {
    connect() {
      this.element.hidden = true;
      this.place = document.createElement("div");
      this.element.after(this.place);
      this.select = this.element.closest("[data-contentpath='settings']")
        ?.parentElement.querySelector("[data-contentpath='block'] select");
      this.change = () => { this.store(""); this.show(); };
      this.write = () => this.store(JSON.stringify(read(this.controls)));
      this.select?.addEventListener("change", this.change);
      this.place.addEventListener("input", this.write);
      this.place.addEventListener("change", this.write);
      this.show();
    }

    disconnect() {
      this.select?.removeEventListener("change", this.change);
      this.place.remove();
      this.element.hidden = false;
    }

    get controls() {
      return [...this.place.querySelectorAll("input, select, textarea")];
    }

    async show() {
      const fill = async (settings) => {
        const body = new URLSearchParams({ block: this.select?.value ?? "", settings });
        const token = window.wagtailConfig?.CSRF_TOKEN ?? document.querySelector("[name='csrfmiddlewaretoken']").value;
        const response = await fetch(address, { method: "POST", body, headers: { "X-CSRFToken": token } });
        return response.text();
      };
      const template = document.createElement("template");
      const [beginning, filled] = await Promise.all([fill(""), fill(this.element.value)]);
      template.innerHTML = beginning;
      const begins = [...template.content.querySelectorAll("input, select, textarea")];
      this.place.innerHTML = filled.replaceAll("id_xblock-", `${this.element.id}-`);
      this.controls.forEach((control, index) => {
        control.begins = control.type === "checkbox" ? begins[index].checked : begins[index].value;
        control.dataset.xblockField = control.name.replace(/^xblock-/, "");
      });
    }

    /* As if typed, so that the page knows that it was changed and the preview follows. */
    store(text) {
      const value = text === "{}" ? "" : text;
      if (this.element.value === value) return;
      this.element.value = value;
      this.element.dispatchEvent(new Event("input", { bubbles: true }));
      this.element.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  window.wagtail.app.register("xblock-fields", XBlockFields);
})();
