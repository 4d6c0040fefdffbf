"""What COPILOT says, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from dom360.agents.language import Language


@dataclass(frozen=True, slots=True)
class CopilotTexts:
    greeting: str
    abilities: str
    cannot_reach: str  # {data}
    missing: Mapping[str, str]  # the data each request would take
    never_deletes: str
    not_understood: str
    thanks: str
    no_history: str
    count: str  # {total} {sides}
    count_one: str  # {sides}
    first_said: str  # {quote}
    last_said: str
    last_answered: str
    sides: Mapping[str, str]


TEXTS: dict[Language, CopilotTexts] = {
    "pt": CopilotTexts(
        greeting="Olá! Posso resumir esta conversa ou contar as mensagens dela. Leads, consumo e "
        "funil ainda estão fora do meu alcance nesta chamada.",
        abilities="Aqui eu consigo: resumir esta conversa, contar as mensagens e mostrar a última. "
        "Para consultar leads, telefones, consumo, funil ou documentos, e para criar leads e "
        "comentários, preciso de ferramentas que não tenho nesta chamada.",
        cannot_reach="Não consigo fazer isso agora: seria preciso {data}, e nesta chamada não "
        "tenho ferramenta com esse acesso. Não vou estimar nada no lugar dos dados.",
        missing={
            "leads": "consultar os leads e contatos da empresa",
            "find_phone": "procurar o lead pelo telefone",
            "consumption": "consultar o consumo registrado",
            "funnel": "consultar os números do funil",
            "entities": "listar as entidades do CRM",
            "knowledge": "pesquisar a base de conhecimento",
            "create_lead": "gravar um novo lead",
            "comment": "ler ou gravar comentários de um lead",
        },
        never_deletes="Eu não apago nem excluo dados. Peça a um administrador da sua empresa.",
        not_understood="Não entendi o pedido. Experimente “resuma a conversa”, “quantas mensagens "
        "há aqui” ou “o que você consegue fazer”.",
        thanks="Por nada!",
        no_history="Não recebi mensagens anteriores desta conversa, então não há o que contar ou "
        "resumir.",
        count="Recebi {total} mensagens anteriores a esta: {sides}.",
        count_one="Recebi uma mensagem anterior a esta: {sides}.",
        first_said="Começou com: {quote}",
        last_said="Última mensagem recebida: {quote}",
        last_answered="Última resposta: {quote}",
        sides={"user": "de quem escreve", "assistant": "do assistente", "other": "de outros"},
    ),
    "en": CopilotTexts(
        greeting="Hello! I can summarize this conversation or count its messages. Leads, usage and "
        "the funnel are still out of my reach in this call.",
        abilities="Here I can summarize this conversation, count its messages and show the last "
        "one. To look up leads, phones, usage, the funnel or documents, and to create leads and "
        "comments, I need tools that this call doesn't have.",
        cannot_reach="I can't do that now: it would take {data}, and in this call I have no tool "
        "with that access. I won't put an estimate in place of the data.",
        missing={
            "leads": "a look at the company's leads and contacts",
            "find_phone": "a search for the lead by phone",
            "consumption": "a look at the recorded usage",
            "funnel": "a look at the funnel's figures",
            "entities": "a list of the CRM's entities",
            "knowledge": "a search in the knowledge base",
            "create_lead": "writing a new lead",
            "comment": "reading or writing a lead's comments",
        },
        never_deletes="I never delete data. Ask an administrator of your company.",
        not_understood="I didn't understand the request. Try “summarize the conversation”, “how "
        "many messages are there” or “what can you do”.",
        thanks="You're welcome!",
        no_history="I received no earlier messages of this conversation, so there is nothing to "
        "count or summarize.",
        count="I received {total} messages before this one: {sides}.",
        count_one="I received one message before this one: {sides}.",
        first_said="It began with: {quote}",
        last_said="Last message received: {quote}",
        last_answered="Last answer: {quote}",
        sides={
            "user": "from the writer",
            "assistant": "from the assistant",
            "other": "from others",
        },
    ),
}
