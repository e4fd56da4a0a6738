"""Every address of the console, what answers it, and who may ask. Nothing else exists."""

from broadcaster.web import assets
from broadcaster.web.pages import (
    approve,
    bulletin,
    feedback,
    handing_in,
    home,
    listen,
    people,
    preview,
    signing_in,
    sound,
    sounds,
    takes,
    today,
    today_live,
    wording,
    write,
)
from broadcaster.web.route import TEXT_BYTES, Route, form, page
from broadcaster.web.visit import FILE_BYTES
from broadcaster.web.who import (
    ADMINISTRATORS,
    ANSWERERS,
    EVERYBODY,
    OPERATORS,
    READERS_OF_APPROVALS,
    READERS_OF_BULLETINS,
    SIGNED_IN,
    SIGNERS,
    SILENCERS,
)

ONE = "/write/{bulletin}"
SIGNED = "/approve/{bulletin}"

ROUTES = (
    page("/static/{name}", assets.asset, EVERYBODY),
    page("/", home.first, SIGNED_IN),
    page("/sign-in", signing_in.sign_in_page, EVERYBODY),
    form("/sign-in", signing_in.sign_in, EVERYBODY, "sign-in", signing_in.sign_in_again),
    page("/first", signing_in.first_page, EVERYBODY),
    form("/first", signing_in.first, EVERYBODY, "set-password", signing_in.first_again),
    form("/sign-out", signing_in.sign_out, SIGNED_IN, "sign-out"),
    form("/language", signing_in.choose_language, EVERYBODY, "choose-language"),
    page("/write", write.page, OPERATORS),
    form("/write", write.add, OPERATORS, "bulletin-add", write.page_again, FILE_BYTES),
    page(ONE, bulletin.page, OPERATORS),
    form(f"{ONE}/choose", wording.choose, OPERATORS, "bulletin-choose", bulletin.page_again),
    form(f"{ONE}/say", wording.say, OPERATORS, "bulletin-say", bulletin.page_again),
    form(f"{ONE}/omit", wording.omit, OPERATORS, "bulletin-omit", bulletin.page_again),
    form(f"{ONE}/restore", wording.restore, OPERATORS, "bulletin-restore", bulletin.page_again),
    form(f"{ONE}/teach", wording.teach, OPERATORS, "lexicon-add", bulletin.page_again),
    form(f"{ONE}/text", wording.text, OPERATORS, "bulletin-text", bulletin.page_again, TEXT_BYTES),
    form(
        f"{ONE}/fields", handing_in.keep_fields, OPERATORS, "bulletin-fields", bulletin.page_again
    ),
    form(f"{ONE}/speak", sound.speak, OPERATORS, "bulletin-render", bulletin.page_again),
    form(
        f"{ONE}/record", sound.record, OPERATORS, "bulletin-record", bulletin.page_again, FILE_BYTES
    ),
    form(f"{ONE}/denoise", preview.bring, OPERATORS, "denoise", bulletin.page_again, FILE_BYTES),
    form(f"{ONE}/accept", preview.accept, OPERATORS, "denoise-accept", bulletin.page_again),
    page(f"{ONE}/takes", takes.page, OPERATORS),
    form(f"{ONE}/takes", takes.record, OPERATORS, "paragraph-read", takes.page_again, FILE_BYTES),
    form(f"{ONE}/join", takes.join, OPERATORS, "bulletin-join", takes.page_again),
    form(f"{ONE}/submit", handing_in.submit, OPERATORS, "bulletin-submit", bulletin.page_again),
    form(f"{ONE}/confirm", handing_in.confirm, OPERATORS, "bulletin-confirm", bulletin.page_again),
    form(
        f"{ONE}/withdraw", handing_in.withdraw, OPERATORS, "bulletin-withdraw", bulletin.page_again
    ),
    page("/bulletin/{bulletin}/line/{line}", sound.hear_line, READERS_OF_BULLETINS),
    page("/bulletin/{bulletin}/preview/{which}", preview.hear, READERS_OF_BULLETINS),
    page("/bulletin/{bulletin}/take/{paragraph}", takes.hear, READERS_OF_BULLETINS),
    page("/bulletin/{bulletin}/cut", sound.hear, SIGNED_IN),
    page("/bulletin/{bulletin}/headline", sound.hear_headline, SIGNED_IN),
    page("/bulletin/{bulletin}/times", sound.times, READERS_OF_BULLETINS),
    page("/approve", approve.waiting, READERS_OF_APPROVALS),
    page(SIGNED, approve.page, READERS_OF_APPROVALS),
    form(f"{SIGNED}/approve", approve.approve, SIGNERS, "bulletin-approve", approve.page_again),
    form(f"{SIGNED}/withdraw", approve.withdraw, SIGNERS, "bulletin-withdraw", approve.page_again),
    form(
        f"{SIGNED}/return",
        approve.send_back,
        SIGNERS,
        "bulletin-return",
        approve.page_again,
        TEXT_BYTES,
    ),
    page("/listen/{bulletin}", listen.page, SIGNED_IN),
    form("/listen/{bulletin}/attest", listen.attest, SIGNED_IN, "attest", listen.page_again),
    page("/sounds", sounds.page, SIGNED_IN),
    page("/sounds/{name}/{which}", sounds.hear, SIGNED_IN),
    form("/sounds/approve", sounds.approve, SIGNERS, "sound-approve", sounds.page_again),
    form("/sounds/take-back", sounds.take_back, SILENCERS, "sound-take-back", sounds.page_again),
    page("/feedback", feedback.page, READERS_OF_BULLETINS),
    form("/feedback", feedback.add, ANSWERERS, "feedback-add", feedback.page_again),
    page("/feedback/{name}", feedback.one_page, READERS_OF_BULLETINS),
    form("/feedback/{name}", feedback.answer, ANSWERERS, "feedback-answer", feedback.one_again),
    page("/today", today.page, SIGNED_IN),
    Route("GET", "/today/stream", today_live.stream, SIGNED_IN, is_use=False),
    form("/today/mute", today.mute, SILENCERS, "mute", today.page_again),
    form("/today/unmute", today.unmute, SILENCERS, "unmute", today.page_again),
    form("/today/stop", today.stop_all, SILENCERS, "stop-all", today.page_again),
    form("/today/announce", today.announce, OPERATORS, "announce", today.page_again),
    page("/people", people.page, ADMINISTRATORS),
    form("/people", people.enter, ADMINISTRATORS, "person-enter", people.page_again),
    form("/people/code", people.code, ADMINISTRATORS, "code-issue", people.page_again),
    form("/people/languages", people.languages, ADMINISTRATORS, "languages", people.page_again),
    form("/people/out", people.put_out, ADMINISTRATORS, "user-remove", people.page_again),
)
