"""Signing in: by a code in a mail, by passkey or app; and what keeps strangers out."""

import re
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import Person
from tests.browsers import Browser
from tests.world import person

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ASK, CONFIRM = "/logga-in/login/code/", "/logga-in/login/code/confirm/"
CODE = r"^ {4}(\S+)$"


@pytest.fixture
def anna(db: None) -> Person:
    return person("anna")


def code_in(text: str) -> str:
    """Return the code that a mail holds: the one line that is nothing else."""
    (code,) = re.findall(CODE, text, re.MULTILINE)
    return code


def signed_in(client: Client) -> bool:
    return client.get("/api/v1/me").status_code == 200


def ask(client: Client, address: str = "anna@example.se") -> object:
    return client.post(ASK, {"email": address})


class TestCode:
    def test_a_code_in_a_mail_signs_one_in(self, anna: Person, browser: Browser) -> None:
        client = browser()
        assert ask(client)["Location"] == CONFIRM
        assert client.get(CONFIRM).status_code == 200
        (sent,) = mail.outbox
        assert sent.to == ["anna@example.se"]

        answer = client.post(CONFIRM, {"code": code_in(sent.body)})

        assert answer["Location"] == "/"
        assert client.get("/api/v1/me").json()["person"]["id"] == str(anna.pk)

    def test_the_demos_mail_page_shows_the_code(
        self, anna: Person, browser: Browser, settings: object, tmp_path: Path
    ) -> None:
        settings.DEMO_MAIL_DIR = tmp_path
        settings.MAILERS = {
            "default": {
                "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
                "OPTIONS": {"file_path": tmp_path},
            }
        }
        client = browser()
        ask(client)

        (listed,) = client.get("/demo/post/").context["mails"]
        text = client.get(listed["url"]).context["mail"]["text"]
        client.post(CONFIRM, {"code": code_in(text)})

        assert signed_in(client)

    def test_the_letters_of_the_address_do_not_matter(self, anna: Person, browser: Browser) -> None:
        client = browser()
        ask(client, "ANNA@Example.se")
        client.post(CONFIRM, {"code": code_in(mail.outbox[0].body)})

        assert signed_in(client)

    def test_one_comes_back_to_where_one_was_going(self, anna: Person, browser: Browser) -> None:
        client = browser()
        away = client.get("/rad/")
        assert away["Location"].endswith("?next=/rad/")
        client.post(ASK, {"email": "anna@example.se", "next": "/rad/"})

        answer = client.post(CONFIRM, {"code": code_in(mail.outbox[0].body), "next": "/rad/"})

        assert answer["Location"] == "/rad/"

    def test_a_wrong_code_does_not_sign_in_and_says_so(self, anna: Person, browser: Browser) -> None:
        client = browser()
        ask(client)

        answer = client.post(CONFIRM, {"code": "FELFEL"})

        assert answer.status_code == 200
        assert answer.context["verify_form"].errors["code"]
        assert not signed_in(client)

    def test_after_five_wrong_codes_the_right_one_does_not_work_either(self, anna: Person, browser: Browser) -> None:
        client = browser()
        ask(client)
        for _ in range(settings.ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS):
            client.post(CONFIRM, {"code": "FELFEL"})

        client.post(CONFIRM, {"code": code_in(mail.outbox[0].body)})

        assert not signed_in(client)

    def test_a_code_works_once(self, anna: Person, browser: Browser) -> None:
        first, code = browser(), ""
        ask(first)
        code = code_in(mail.outbox[0].body)
        first.post(CONFIRM, {"code": code})
        second = browser()

        second.post(CONFIRM, {"code": code})

        assert not signed_in(second)

    def test_a_code_works_only_in_the_browser_that_asked(self, anna: Person, browser: Browser) -> None:
        asked, other = browser(), browser()
        ask(asked)

        other.post(CONFIRM, {"code": code_in(mail.outbox[0].body)})

        assert not signed_in(other)

    def test_a_code_runs_out(self, anna: Person, browser: Browser) -> None:
        client = browser()
        ask(client)

        with time_machine.travel(timezone.now().timestamp() + settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT + 60):
            client.post(CONFIRM, {"code": code_in(mail.outbox[0].body)})
            assert not signed_in(client)

    def test_a_closed_account_is_not_let_in(self, anna: Person, browser: Browser) -> None:
        Person.objects.filter(pk=anna.pk).update(is_active=False)
        client = browser()
        ask(client)
        for code in re.findall(CODE, "".join(sent.body for sent in mail.outbox), re.MULTILINE):
            client.post(CONFIRM, {"code": code})

        assert not signed_in(client)


class TestStrangers:
    def test_an_unknown_address_gets_the_same_answer(self, anna: Person, browser: Browser) -> None:
        known, unknown = browser(), browser()

        first, second = ask(known), ask(unknown, "nobody@example.se")

        assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
        pages = [client.get(CONFIRM) for client in (known, unknown)]
        assert [page.status_code for page in pages] == [200, 200]
        told = [page.content.decode().replace("anna@", "X@").replace("nobody@", "X@") for page in pages]
        assert len({re.sub(r'(nonce|value|csrf\w*|content)="[^"]*"', "", text) for text in told}) == 1

    def test_an_unknown_address_is_mailed_no_code(self, browser: Browser) -> None:
        ask(browser(), "nobody@example.se")

        assert not [sent for sent in mail.outbox if re.search(CODE, sent.body, re.MULTILINE)]

    def test_nobody_signs_up(self, browser: Browser) -> None:
        client = browser()
        client.post("/logga-in/signup/", {"email": "nobody@example.se"})

        assert not Person.objects.exists()
        assert not signed_in(client)

    def test_what_is_no_address_is_explained_and_kept(self, browser: Browser) -> None:
        answer = browser().post(ASK, {"email": "inte en adress"})

        assert answer.status_code == 200
        assert answer.context["form"].errors["email"]
        assert 'value="inte en adress"' in answer.content.decode()


class TestLimits:
    def test_codes_for_one_address_are_few_a_minute(self, anna: Person, browser: Browser) -> None:
        statuses = [ask(browser()).status_code for _ in range(5)]

        assert statuses == [302, 302, 302, 429, 429]
        assert len(mail.outbox) == 3

    def test_one_network_address_asks_for_few_codes_a_minute(self, db: None, browser: Browser) -> None:
        statuses = [ask(browser(), f"person{number}@example.se").status_code for number in range(22)]

        assert statuses == [302] * 20 + [429] * 2

    def test_the_page_says_what_is_wrong(self, anna: Person, browser: Browser) -> None:
        *_, last = (ask(browser()) for _ in range(4))

        assert "<h1" in last.content.decode()
        assert "429.html" in {template.name for template in last.templates}

    def test_after_a_while_one_may_ask_again(self, anna: Person, browser: Browser) -> None:
        for _ in range(5):
            ask(browser())

        with time_machine.travel(timezone.now().timestamp() + 90):
            assert ask(browser()).status_code == 302


class TestOtherWays:
    def test_the_sign_in_page_offers_code_and_passkey(self, browser: Browser) -> None:
        page = browser().get("/logga-in/login/").content.decode()

        assert 'action="/logga-in/login/code/"' in page
        assert "passkey" in page

    def test_a_passkey_is_challenged(self, browser: Browser) -> None:
        answer = browser().get("/logga-in/2fa/webauthn/login/", headers={"X-Requested-With": "XMLHttpRequest"})

        assert answer.status_code == 200
        assert answer.json()["request_options"]["publicKey"]["challenge"]

    @pytest.mark.parametrize(
        "path",
        ["/logga-in/2fa/", "/logga-in/2fa/totp/activate/", "/logga-in/2fa/webauthn/", "/logga-in/2fa/webauthn/add/"],
    )
    def test_passkeys_and_app_codes_can_be_set_up(self, anna: Person, browser: Browser, path: str) -> None:
        answer = browser(anna).get(path, follow=True)

        assert answer.status_code == 200
        assert "<h1" in answer.content.decode()

    def test_an_app_code_is_asked_for_once_it_is_on(self, anna: Person, browser: Browser) -> None:
        from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time

        TOTP.activate(anna, "JBSWY3DPEHPK3PXP")
        client = browser()
        ask(client)
        answer = client.post(CONFIRM, {"code": code_in(mail.outbox[0].body)})
        assert answer["Location"].startswith("/logga-in/2fa/authenticate/")
        assert not signed_in(client)

        # The half minute may pass while somebody types, or in the middle of this test.
        _before, counter, _after = yield_hotp_counters_from_time()
        right = format_hotp_value(hotp_value("JBSWY3DPEHPK3PXP", counter))
        assert client.post("/logga-in/2fa/authenticate/", {"code": "000000"}).status_code == 200
        client.post("/logga-in/2fa/authenticate/", {"code": right})

        assert signed_in(client)

    def test_signing_out_takes_a_post_and_ends_the_session(self, anna: Person, browser: Browser) -> None:
        client = browser(anna)
        client.get("/logga-in/logout/")
        assert signed_in(client)

        client.post("/logga-in/logout/")

        assert not signed_in(client)
