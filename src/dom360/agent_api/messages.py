"""Error messages for people, in the tenant's language."""

from typing import Literal

from dom360.protocol import AgentErrorCode

Language = Literal["pt", "en"]

# What happened, and what to do next.
_TEXTS: dict[str, tuple[str, str]] = {
    AgentErrorCode.INVALID_PHONE_FORMAT: (
        (
            "O telefone do contato está fora do formato E.164. Envie + e de 7 a 15 dígitos, como "
            "em +5511987654321."
        ),
        (
            "The contact's phone is not in the E.164 format. Send + and 7 to 15 digits, for "
            "example +5511987654321."
        ),
    ),
    AgentErrorCode.AGENT_TYPE_MISMATCH: (
        "O agente do endereço e o de routing.agent_type são diferentes. Use o mesmo nos dois.",
        "The address and routing.agent_type name different agents. Use the same in both.",
    ),
    AgentErrorCode.EMPTY_MESSAGE: (
        "A mensagem está vazia. Envie um texto em message.content.",
        "The message is empty. Send a text in message.content.",
    ),
    AgentErrorCode.MISSING_TENANT: (
        "Falta identificar a empresa. Envie tenant.tenant_id.",
        "The tenant is missing. Send tenant.tenant_id.",
    ),
    AgentErrorCode.INVALID_REQUEST: (
        "O pedido não segue o protocolo. Veja em details o que corrigir.",
        "The request doesn't follow the protocol. See details for what to correct.",
    ),
    AgentErrorCode.RATE_LIMITED: (
        "Há pedidos demais neste momento. Aguarde o tempo indicado em Retry-After e tente de novo.",
        "There are too many requests right now. Wait for the time in Retry-After and try again.",
    ),
    AgentErrorCode.KNOWLEDGE_BASE_UNAVAILABLE: (
        "A base de conhecimento está fora do ar. Tente de novo em instantes.",
        "The knowledge base is unavailable. Try again in a moment.",
    ),
    AgentErrorCode.CRM_CONNECTION_FAILED: (
        "Não foi possível falar com o CRM. Tente de novo em instantes.",
        "The CRM could not be reached. Try again in a moment.",
    ),
    AgentErrorCode.MODEL_UNAVAILABLE: (
        "O modelo de linguagem está fora do ar. Tente de novo em instantes.",
        "The language model is unavailable. Try again in a moment.",
    ),
    AgentErrorCode.INTERNAL_ERROR: (
        "Algo falhou do nosso lado. Tente de novo; se continuar, informe o trace_id ao suporte.",
        "Something failed on our side. Try again; if it persists, give the trace_id to support.",
    ),
    "not_found": (
        "Este endereço não existe. Os agentes respondem em POST /sdr e POST /copilot.",
        "There is nothing at this address. The agents answer at POST /sdr and POST /copilot.",
    ),
    "method": (
        "Este endereço não aceita esse método. Veja o cabeçalho Allow.",
        "This address doesn't accept that method. See the Allow header.",
    ),
    "unauthorized": (
        "A chave do agente falta ou não confere. Envie Authorization: Bearer com a chave.",
        "The agent key is missing or wrong. Send Authorization: Bearer with the key.",
    ),
    "conflict": (
        "Este request_id já foi usado com outro conteúdo. Use um novo para cada mensagem.",
        "This request_id was already used with another content. Use a new one for each message.",
    ),
    "too_big": (
        "O pedido passa do limite de 1 MB. Envie menos histórico.",
        "The request is over the limit of 1 MB. Send less history.",
    ),
    "content_type": (
        "O pedido precisa ser JSON. Envie o cabeçalho Content-Type: application/json.",
        "The request has to be JSON. Send the header Content-Type: application/json.",
    ),
    "json": (
        "O corpo do pedido não é um JSON utilizável. Veja em details o motivo.",
        "The request's body is not usable JSON. See details for the reason.",
    ),
    "version": (
        "Esta versão do protocolo não é atendida. Envie X-Agent-API-Version: 1.",
        "This version of the protocol is not served. Send X-Agent-API-Version: 1.",
    ),
}


def message_for(key: str, language: Language) -> str:
    portuguese, english = _TEXTS[key]
    return portuguese if language == "pt" else english


def language_of(locale: str | None) -> Language:
    """From a tenant's locale or an Accept-Language header. Portuguese where it says nothing."""
    return "en" if (locale or "").strip().lower().startswith("en") else "pt"
