"""Doing private exercises: typing, ticking and counting for oneself, and keeping it on the device."""

from playwright.sync_api import Page, expect

SECRET = "Zonnebloem"
PRIVATE = ["reflect", "plan", "build", "checklist"]
KEPT = "Object.keys(localStorage).filter(key => key.startsWith('leerkring:private:'))"


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Verder", exact=True).click()


def keep(page: Page, button: str = "Bewaar op dit apparaat") -> None:
    page.get_by_role("button", name=button).click()
    expect(page.get_by_text("Bewaard op dit apparaat")).to_be_visible()


def think(page: Page) -> None:
    """Type a thought at the first step, and keep it."""
    page.get_by_label("Jouw gedachten").fill(f"{SECRET} één")
    keep(page)


def fill_everything(page: Page) -> None:
    """Type, choose, tick and count in every private exercise, keep it, and say that it is done."""
    think(page)
    done(page)
    go_on(page)
    page.get_by_label("Als …").fill(f"{SECRET} twee")
    page.get_by_label("dan …").fill("dan zwaai ik")
    page.get_by_label("Ik heb het aan iemand verteld.").check()
    page.get_by_label("Hoe zeker").select_option("8")
    page.get_by_label("Datum").fill("2040-03-05")
    keep(page)
    done(page)
    go_on(page)
    page.get_by_label("Eigen woorden: 1. Ik zag dat je").fill(f"{SECRET} drie")
    keep(page)
    done(page)
    go_on(page)
    page.get_by_label("Heb ik elke naam genoemd?").check()
    keep(page, "Bewaar mijn lijst op dit apparaat")
    done(page)
    go_on(page)
    for _time in range(3):
        page.get_by_role("button", name="Eén meer: Heb ik elk kind begroet?").click()
    keep(page, "Bewaar mijn lijst op dit apparaat")
    done(page)


def done(page: Page) -> None:
    page.get_by_role("button", name="Ik heb dit voor mezelf gedaan").click()
    expect(page.locator("[data-focus]:focus")).to_be_visible()


def stored(page: Page) -> list[str]:
    return list(page.evaluate(KEPT))
