from bot.review.buttons import Button

# https://docs.github.com/rest/checks/runs#create-a-check-run
MOST, LABEL, DESCRIPTION, IDENTIFIER = 3, 20, 40, 20


def test_the_buttons_fit_into_what_github_takes() -> None:
    assert len(Button) <= MOST
    for button in Button:
        assert 0 < len(button.label) <= LABEL
        assert 0 < len(button.description) <= DESCRIPTION
        assert len(button.value) <= IDENTIFIER
