"""What can go wrong with knowledge: refusals of a request, and failures of a document's job."""

from dom360.errors import Conflict, Dom360Error, Invalid, NotFound


class DocumentNotFound(NotFound):
    code = "DOCUMENT_NOT_FOUND"
    detail = "There is no such document here."


class FileMissing(Invalid):
    code = "FILE_MISSING"
    detail = "Send the document as the form field 'file'."


class FileEmpty(Invalid):
    code = "FILE_EMPTY"
    detail = "This file is empty. Send one with text in it."


class FileTooLarge(Dom360Error):
    status = 413
    code = "FILE_TOO_LARGE"
    detail = "This file is too large. Split it, or send its text."


class FileTypeUnsupported(Dom360Error):
    status = 415
    code = "FILE_TYPE_UNSUPPORTED"
    detail = (
        "This kind of file cannot be read. Send PDF, DOCX, XLSX, Markdown, text, HTML or CSV; save "
        "older Office files in the new format, and take a password off first."
    )


class FileTypeMismatch(Dom360Error):
    status = 415
    code = "FILE_TYPE_MISMATCH"
    detail = "The content of this file is not what its name says. Check the file and send it again."


class InvalidName(Invalid):
    code = "INVALID_NAME"
    detail = "A document's name has 1 to 300 characters that can be seen."


class TooManyDocuments(Conflict):
    code = "TOO_MANY_DOCUMENTS"
    detail = "Your company has as many documents as fit here. Delete some first."


class DocumentBusy(Conflict):
    code = "DOCUMENT_BUSY"
    detail = "This document is being worked on already. Wait until it is ready."


class InvalidCursor(Invalid):
    code = "INVALID_CURSOR"
    detail = "This cursor is not one of ours. Take it from the answer before, unchanged."


class IngestFailed(Exception):
    """A document's job ends here; `code` is one of FAILURES."""

    def __init__(self, code: str) -> None:
        assert code in FAILURES, code
        super().__init__(code)
        self.code = code


# code: in English, in Portuguese. What happened, and what to do.
FAILURES: dict[str, tuple[str, str]] = {
    "FILE_BROKEN": (
        "This file is damaged or not what it claims to be. Save it anew and send it again.",
        "Este arquivo está danificado ou não é o que diz ser. Salve de novo e envie outra vez.",
    ),
    "FILE_ENCRYPTED": (
        "This file is protected by a password. Save it without one and send it again.",
        "Este arquivo está protegido por senha. Salve sem senha e envie outra vez.",
    ),
    "FILE_HAS_NO_TEXT": (
        "No text was found in this document. A scanned page is a picture: send it with its text.",
        "Nenhum texto foi encontrado neste documento. Página escaneada é imagem: envie o texto.",
    ),
    "FILE_TOO_LONG": (
        "This document has more pages or text than can be read. Split it and send the parts.",
        "Este documento tem mais páginas ou texto do que podemos ler. Divida e envie as partes.",
    ),
    "FILE_TOO_COMPLEX": (
        "This file unfolds to far more than its size, so it was not read. Save it anew.",
        "Este arquivo se expande muito além do seu tamanho e não foi lido. Salve de novo.",
    ),
    "FILE_TOO_SLOW": (
        "Reading this file took too long. Split it, or send its text.",
        "A leitura deste arquivo demorou demais. Divida o arquivo ou envie o texto.",
    ),
    "FILE_TYPE_UNSUPPORTED": (
        "What is at this address is no kind of document that can be read.",
        "O que está neste endereço não é um tipo de documento que possamos ler.",
    ),
    "FILE_TOO_LARGE": (
        "What is at this address is too large.",
        "O que está neste endereço é grande demais.",
    ),
    "URL_NOT_ALLOWED": (
        "This address may not be called from here. Use a public http or https address.",
        "Este endereço não pode ser acessado daqui. Use um endereço público http ou https.",
    ),
    "FETCH_FAILED": (
        "The address could not be read. Check it in a browser and try again.",
        "Não foi possível ler o endereço. Confira no navegador e tente de novo.",
    ),
    "FETCH_TIMEOUT": (
        "The address did not answer in time. Try again later.",
        "O endereço não respondeu a tempo. Tente mais tarde.",
    ),
    "EMBEDDINGS_FAILED": (
        "The embeddings service gave no usable answer several times. Check it, then retry.",
        "O serviço de embeddings não respondeu direito várias vezes. Confira e tente de novo.",
    ),
    "EMBEDDINGS_REFUSED": (
        "The embeddings service refused. Check its key, model and address, then retry.",
        "O serviço de embeddings recusou. Confira chave, modelo e endereço e tente de novo.",
    ),
    "INGEST_CRASHED": (
        "Working on this document failed several times. Try again, or tell your administrator.",
        "O processamento falhou várias vezes. Tente de novo ou avise o administrador.",
    ),
}


def explain(code: str, locale: str) -> str:
    """A failure for people, in their language."""
    english, portuguese = FAILURES.get(code, FAILURES["INGEST_CRASHED"])
    return portuguese if locale.lower().startswith("pt") else english
