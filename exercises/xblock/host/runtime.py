"""`HostRuntime`: what the XBlock library asks of whoever hosts blocks."""

import json
import logging
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape
from web_fragments.fragment import Fragment
from xblock.runtime import Runtime

from exercises.hosting import Event, Host
from exercises.xblock.host.classes import aside_class, block_class, usable_asides
from exercises.xblock.host.ids import Ids
from exercises.xblock.host.services import I18nService, services_for
from exercises.xblock.host.shims import SHIMS, HostMixin

logger = logging.getLogger(__name__)
IN_SCRIPT = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


class HostRuntime(Runtime):
    """Blocks of one exercise in one request. Without a host, such as while OLX is read, nothing can be called."""

    # There is no `course_id` on purpose: blocks take it for a sign of Open edX, and import what only that has.

    def __init__(self, ids: Ids, stores: Any, host: Host | None = None) -> None:
        self.ids, self.host = ids, host
        super().__init__(ids, ids, mixins=(HostMixin,), services={"field-data": stores, **services_for(host)})

    @property
    def user_id(self) -> str | None:
        """Whom learners' fields are of: a word that tells nobody who that is."""
        return self.host.memory.person if self.host else None

    @property
    def anonymous_student_id(self) -> str:
        """The same under a name that older blocks use."""
        return self.user_id or ""

    # -- Classes -----------------------------------------------------------------------------------------------------

    def load_block_type(self, block_type: str) -> Any:
        """Raises BlockUnavailable."""
        return block_class(block_type)

    def load_aside_type(self, aside_type: str) -> Any:
        """Raises BlockUnavailable."""
        return aside_class(aside_type)

    def create_aside(self, block_type: str, keys: Any) -> Any:
        """An aside of an allowed type."""
        return aside_class(block_type)(runtime=self, scope_ids=keys)

    def applicable_aside_types(self, block: Any) -> list[str]:
        """Those that the operator allows and that can be imported."""
        return usable_asides()

    def construct_xblock_from_class(self, cls: Any, scope_ids: Any, *args: Any, **named: Any) -> Any:
        """A block, with the shim of its type if there is one."""
        block = super().construct_xblock_from_class(cls, scope_ids, *args, **named)
        shim = SHIMS.get(scope_ids.block_type)
        if shim is not None:
            shim(block)
        return block

    def service(self, block: Any, service_name: str) -> Any:
        """A service that the block declared. Texts are for all: of the block's own package, or else of the site."""
        if service_name == "i18n":
            return I18nService(block)
        return super().service(block, service_name)

    # -- Addresses ---------------------------------------------------------------------------------------------------

    def handler_url(
        self, block: Any, handler_name: str, suffix: str = "", query: str = "", thirdparty: bool = False
    ) -> str:
        """Where a handler is called. The script in the page makes the same addresses."""
        base = self.host.address if self.host else ""
        path = "/".join(part for part in (str(block.scope_ids.usage_id), handler_name, suffix) if part)
        return f"{base}{path}" + (f"?{query}" if query else "")

    def resource_url(self, resource: str) -> str:
        """A static file of the site."""
        return f"{settings.STATIC_URL}{resource.lstrip('/')}"

    def local_resource_url(self, block: Any, uri: str) -> str:
        """A public file of the block's package."""
        return reverse("xblock:resource", args=[block.entry_point, block.scope_ids.block_type, uri])

    # -- Events ------------------------------------------------------------------------------------------------------

    def publish(self, block: Any, event_type: str, event_data: Any) -> None:
        """Remember what was reported; the kind judges it when the call is over."""
        if self.host is not None:
            data = event_data if isinstance(event_data, dict) else {}
            self.host.memory.events.append(Event(str(block.scope_ids.usage_id), str(event_type), data))

    # -- Rendering ---------------------------------------------------------------------------------------------------

    def render(self, block: Any, view_name: str, context: Any = None) -> Any:
        """A view of a block. A child that breaks down leaves a message in its place, and the others unharmed."""
        try:
            return super().render(block, view_name, context)
        except Exception:
            if block.scope_ids.usage_id == self.ids.root:
                raise
            logger.exception("xblock.child_failed", extra={"block_type": block.scope_ids.block_type})
            return Fragment(render_to_string("exercises/xblock_child_failed.html"))

    def get_asides(self, block: Any) -> list[Any]:
        """What stands beside a block. An aside that breaks down is left out."""
        asides = []
        for aside_type in self.applicable_aside_types(block):
            try:
                aside = self.get_aside_of_type(block, aside_type)
                if aside.should_apply_to_block(block):
                    asides.append(aside)
            except Exception:
                logger.exception("xblock.aside_failed", extra={"block_type": aside_type})
        return asides

    def layout_asides(self, block: Any, context: Any, frag: Any, view_name: str, aside_frag_fns: Any) -> Any:
        """The block, and after it what stands beside it. An aside that breaks down is left out."""
        result = Fragment(frag.content)
        result.add_fragment_resources(frag)
        for aside, aside_view in aside_frag_fns:
            try:
                shown = self.wrap_aside(block, aside, view_name, aside_view(block, context), context)
                aside.save()
            except Exception:
                logger.exception("xblock.aside_failed", extra={"block_type": aside.scope_ids.block_type})
                continue
            result.add_content(shown.content)
            result.add_fragment_resources(shown)
        return result

    def _wrap_ele(self, block: Any, view: str, frag: Any, extra_data: dict[str, Any] | None = None) -> Any:
        """The element around a block, from which the script in the page starts it. Escapes, as the library does not."""
        data = {
            "usage": block.scope_ids.usage_id,
            "block-type": block.scope_ids.block_type,
            **({"init": frag.js_init_fn, "runtime-version": frag.js_init_version} if frag.js_init_fn else {}),
            **(extra_data or {}),
        }
        attributes = "".join(f' data-{name}="{escape(value)}"' for name, value in data.items())
        arguments = ""
        if getattr(frag, "json_init_args", None) is not None:
            text = json.dumps(frag.json_init_args).translate(IN_SCRIPT)
            arguments = f'<script type="json/xblock-args" class="xblock_json_init_args">{text}</script>'
        classes = escape(" ".join(["xblock", *self._css_classes_for(block, view)]))
        wrapped = Fragment(f'<div class="{classes}"{attributes}>{frag.body_html()}{arguments}</div>')
        wrapped.add_fragment_resources(frag)
        return wrapped
