"""The text of a revision as an inspector reads it, made from the script that was approved. Pure."""

from broadcaster.bulletins import Approval, Revision, hash_of

RULE = "-" * 72


def readable(revision: Revision, approvals: list[Approval]) -> str:
    """Return the text as written, and line by line as spoken, with who approved it.

    In Vietnamese, as the README beside it; lines end as Windows wants them.
    """
    given, script = revision.fields, revision.script
    lines = [
        given.title,
        RULE,
        f"Bản tin: {revision.id}",
        f"Ngôn ngữ: {script.language}",
        f"Mã băm văn bản đọc (SHA-256): {hash_of(script)}",
        *(_approved(one) for one in approvals),
        "",
        "VĂN BẢN GỐC",
        RULE,
        *script.source.splitlines(),
        "",
        "LỜI ĐỌC, TỪNG CÂU (dấu [-]: không đọc)",
        RULE,
    ]
    for number, sentence in enumerate(script.sentences, 1):
        lines.append(f"{number}. {'[-] ' if sentence.omitted else ''}{sentence.spoken}")
    return "\r\n".join(lines) + "\r\n"


def _approved(one: Approval) -> str:
    author = one.details.get("author_name") or one.author
    approver = one.details.get("approver_name") or one.approver
    fits = one.at.strftime("%Y-%m-%d %H:%M:%S UTC")
    return f"Duyệt {one.id}: tác giả {author}; người duyệt {approver}; lúc {fits}"
