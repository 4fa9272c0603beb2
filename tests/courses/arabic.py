"""A course in Arabic, from right to left: prose, a choice and a reflection, wholly in its own words."""

import uuid
from typing import Any

from wagtail.models import Locale

from courses.models import CoursePage
from courses.services import publish_release
from tests.factories import CoursePageFactory, ModulePageFactory, exercise_block, step_block, stored_steps, text_block

READ = (
    "<p>العائلة ليست وحدها. حولها أقارب وجيران ومدربون، وكل واحد منهم يستطيع أن يساعد قليلًا [S1].</p>"
    "<ul><li>استمع أولًا.</li><li>اسأل: من يقف إلى جانبكم؟</li></ul>"
)


def locale(code: str) -> Locale:
    """The language with this code, ready to write in."""
    return Locale.objects.get_or_create(language_code=code)[0]


def arabic_course() -> CoursePage:
    """The course, with its first edition."""
    course: CoursePage = CoursePageFactory(
        title="شبكة الأسرة",
        summary="كيف تعمل مع الناس حول الأسرة.",
        goal="أن نعمل معًا حول الأسرة.",
        audience="للمدربين والمتطوعين",
        locale=locale("ar"),
    )
    point = {"type": "item", "id": str(uuid.uuid4()), "value": "استمع أولًا، ثم اسأل."}
    summary = {"type": "summary", "id": str(uuid.uuid4()), "value": {"points": [point]}}
    steps = [
        step_block("اقرأ", text_block(READ), summary),
        step_block("افعل", _choice()),
        step_block("فكّر", _reflect()),
    ]
    ModulePageFactory(parent=course, title="من حول الأسرة؟", summary="لا أحد وحده.", steps=stored_steps(steps))
    publish_release(course=course)
    return course


def _choice() -> dict[str, Any]:
    """The example of the kind, with other words."""
    raw = exercise_block(title="ماذا تقول للأم؟", intro="اختر جوابًا واحدًا.", question="الأم متعبة. ماذا تقول؟")
    words = [("من يساعدك في البيت؟", "سؤال جيد: يفتح الحديث."), ("كل شيء سيكون على ما يرام.", "هذا ينهي الحديث.")]
    options = raw["value"]["options"][:2]
    for option, (text, feedback) in zip(options, words, strict=True):
        fields = option.get("value", option)
        fields |= {"text": text, "feedback": feedback}
    raw["value"]["options"] = options
    return raw


def _reflect() -> dict[str, Any]:
    return exercise_block("reflect", title="فكّر لحظة", intro="لا يقرأ أحد ما تكتبه.", question="من ساعدك أنت؟")
