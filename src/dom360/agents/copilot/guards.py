"""What COPILOT must not do, recognised before what it can: secrets, other companies, deleting,
changing, sending. The thing to write in a comment may name all of these.
"""

import re

from dom360.agents.copilot.heard import Heard
from dom360.agents.copilot.kinds import Want
from dom360.agents.copilot.marks import PHONE
from dom360.agents.copilot.orders import ADD, COMMENT, LEAD, PLEASE

_SHOW = (
    r"(?:mostr\w+|qual|quais|me (?:da|de|passa|passe|manda|mande|diz|diga|fala|fale|envia|envie"
    r"|conta|conte)|list\w+|revel\w+|envi\w+|exib\w+|quero|preciso|ver|copi\w+|imprim\w+|repit\w+"
    r"|show|give|tell|what(?: is| are|'s)|print|send|reveal|repeat|need|want)"
)
_SECRETS = (
    r"(?:(?:chaves?|keys?|tokens?|credencia\w+|segredos?)\s+(?:d[aeo]s?\s+)?(?:api|acesso|agente"
    r"|integracao|autenticacao|openai|anthropic|modelo|criptografia|secreta\w*|seguranca|sessao"
    r"|webhook|servidor|banco)|api[ -]?keys?|access tokens?|(?:bearer|jwt|secret) ?(?:tokens?"
    r"|keys?)?"
    r"|(?:seus?|teus?|your) (?:tokens?|chaves?|keys?)|senhas?|passwords?|credencia\w+"
    r"|credentials?|secrets?|segredos?|variave\w+ de ambiente"
    r"|environment variables?|string de conexao|connection string)"
)
_INSIDES = (
    r"(?:(?:seu|teu|your|the|o|system) (?:\w+ )?prompt|prompt (?:do|de) sistema|system prompt"
    r"|(?:suas|tuas|as|your) (?:\w+ )?instruc\w+|your (?:\w+ )?(?:instructions|rules)"
    r"|ignor\w+ (?:\w+ ){0,3}(?:instruc\w+|regras|instructions|rules)|developer mode"
    r"|modo (?:desenvolvedor|admin\w*|root))"
)
_OTHERS = (
    r"(?:(?:d[aeo]s?|n[ao]s?|em) outr[ao]s? (?:empresas?|tenants?|contas|organizac\w+|clinicas?"
    r"|lojas?|firmas?|clientes d[ao] (?:sistema|plataforma))|outras empresas"
    r"|empresas? (?:vizinhas?|ao lado"
    r"|rival|rivais)|(?:cada|toda|qualquer) empresa d[ao] (?:sistema|plataforma)"
    r"|outr[ao]s? tenants?|todas as empresas|todos os tenants|empresa concorrente"
    r"|concorrentes?|(?:an)?other (?:compan\w+|tenants?|organi[sz]ations?)"
    r"|all (?:compan\w+|tenants)|every (?:company|tenant)|competitors?"
    r"|(?:do|da|no|of|from) (?:the )?tenant (?!atual|current)\w+)"
)
_TO_CHANGE = (
    r"(?:mud(?:e|a|ar)|alter(?:e|a|ar)|troque|troc(?:a|ar)(?=\s+(?:[ao]s?|meu|minha"
    r"|noss[ao])\b)|configur(?:e|a|ar)|defin(?:a|e|ir)"
    r"|ativ(?:e|a|ar)|desativ(?:e|a|ar)|habilit(?:e|a|ar)|deslig(?:ue|a|ar)|atualiz(?:e|a|ar)"
    r"|edit(?:e|a|ar)|corrij?(?:a|e)|corrigir|mov(?:a|e|er)|atribu(?:a|i|ir)|transfir(?:a|e)"
    r"|transfere|reatribu\w+|vincul(?:a|e|ar)"
    r"|transferir|encerr(?:e|ar)|fech(?:e|ar)|reabr(?:a|ir)|bloque(?:ie|ia|ar)|convid(?:e|a|ar)"
    r"|marc(?:a|ar)|marque|qualifique|qualific(?:a|ar)|desqualifi(?:que|ca|car)|agend(?:e|ar)"
    r"|reagend(?:e|a|ar)|remar(?:ca|car|que)|desmar(?:ca|car|que)|adi(?:a|ar|e)|antecip(?:a|ar|e)"
    r"|renome(?:ia|ar|ie)|desbloque(?:ia|ar|ie)|reativ(?:a|ar|e)|paus(?:a|ar|e)|cancel(?:e|a|ar)"
    r"|aument(?:e|a|ar)|diminu(?:a|i|ir)|reduz(?:a|ir)?|mescl(?:e|ar)"
    r"|import(?:e|ar)|export(?:e|ar)|change|set|updat?e|enable|disable|turn (?:on|off)|edit|move"
    r"|assign|transfer|close|reopen|block|invite|mark|schedule|cancel|merge|import|export|switch)"
)
_POLITE = (
    r"^\W*(?:(?:por favor|please|ai|entao|agora|voce"
    rf"|{PLEASE}(?: you)?(?: me)?)[,\s]+)*"
)
_SEND = (
    r"(?:mand(?:e|a|ar)|envi(?:e|a|ar)|respond(?:a|e|er)|lig(?:ue|a|ar)|send|reply|call|text"
    r"|email)"
)
_CHANGE = (
    rf"{_POLITE}{_TO_CHANGE}\b"
    rf"|{_POLITE}{_SEND}\b.{{0,40}}\b(?:mensage\w+|e-?mail|sms|propostas?|contrato|whatsapp"
    r"|messages?)\b"
    rf"|{_POLITE}{_SEND}\s+(?:\w+\s+){{0,3}}?(?:para?|pr[ao]|ao?|to)\s+(?:[ao]\s+|the\s+)?{LEAD}\b"
    rf"|{_POLITE}{ADD}\s+(?:(?:uma?|[ao]|an?|the|nov[oa]|new)\s+)*(?:usuari|user|inbox|caixa"
    r"|canal|chave|key"
    r"|api|agente|agent|webhook|tenant|empresa|conta\b|senha|password|reuniao|meeting)\w*"
)
_THINGS = (
    rf"(?:{LEAD}|conversas?|mensagens?|comentarios?|notas?|cadastros?|registros?|dados|usuari\w+"
    rf"|base"
    r"|inbox(?:es)?|caixas?|documentos?|arquivos?|historico|tudo|conversations?|messages?|data"
    r"|records?|everything|users?)"
)
_DELETE = (
    r"(?:apag(?:a|ar|ue|uem)|exclu(?:a|i|ir|am)|delet(?:a|ar|e|em)|remov(?:a|e|er|am)"
    r"|zer(?:a|e|ar)|elimin(?:a|ar|e)|limp(?:a|ar|e)|descart(?:a|ar|e)|erase|delete|remove|wipe"
    r"|drop)"
)
# An order to delete, or deleting one of the company's records; "como remover manchas?" is neither.
_DELETES = re.compile(
    rf"{_POLITE}{_DELETE}\b|\b{_DELETE}\b.{{0,40}}\b{_THINGS}\b"
    rf"|\b(?:tir(?:a|e|ar)|sum(?:a|ir)|some)\b.{{1,60}}\b(?:d[aeo]|from) (?:nossa |nosso )?(?:base"
    r"|sistema|crm|cadastro|banco|lista de leads)\b"
)
_SECRET = re.compile(
    rf"\b{_SHOW}\b.{{0,40}}\b{_SECRETS}(?!\w)|\b{_SHOW}\b.{{0,30}}\b{_INSIDES}"
    rf"|^\W*{_SECRETS}\b|\bignor\w+ (?:\w+ ){{0,3}}(?:instruc\w+|regras|instructions|rules)\b"
    r"|\bsystem prompt\b|\bprompt d[eo] sistema\b"
)
_FOREIGN = re.compile(rf"\b{_OTHERS}\b")
_FORBIDDEN = ((Want.SECRET, _SECRET), (Want.FOREIGN, _FOREIGN), (Want.DELETE, _DELETES))


def forbidden(heard: Heard) -> Want | None:
    plain = heard.plain
    found = next((both for both in _FORBIDDEN if both[1].search(plain)), None)
    if found is None:
        return None
    dictated = re.search(rf"(?:{COMMENT})", plain)
    if dictated and not found[1].search(plain[: dictated.start()]):
        return None  # "anote: mandar a senha nova" is a comment about a password
    return found[0]


_SENDS_TO = re.compile(
    rf"{_POLITE}{_SEND}\s+(?:\w+\s+){{0,4}}?(?:para|pr[ao]|ao?|to)\s+(?:[ao]\s+|the\s+)?(?=[\w+(])"
)
_HANDS_OVER = re.compile(
    rf"{_POLITE}(?:pass(?:a|e|ar)|encaminh(?:a|e|ar)|direcion(?:a|e|ar)|repass(?:a|e|ar)"
    rf"|deleg(?:a|ue|ar))"
    r"\s.{2,60}?\b(?:pr[ao]|para|ao?|to)\s+(?:[ao]\s+|the\s+)?(?=\w)"
)
_TELLS = re.compile(
    rf"{_POLITE}(?:(?:send|email|text|call|message|remind)|(?:avis|notific|cobr|contat|cham)(?:e|a"
    rf"|ar)"
    r"|(?:cobr|notifi)que)\s+(?:[ao]\s+)?(?=[a-z])"
)
_STATE = (
    r"(?:(?:des)?qualificad\w+|(?:re)?agendad\w+|fechad\w+|ganh[oa]|perdid[oa]|nutricao"
    r"|concluid\w+)"
)
_SETS = re.compile(
    rf"{_POLITE}(?:pass|jog|sob|sub|bot|coloc|ponh|poe|por|deix|marqu|marc|mov|mud"
    rf"|vir)\w*\s.{{1,60}}\b(?:como"
    rf"|pr[ao]|para|em|no|na|to|as)\s+(?:(?:status|estado|etapa|fase|coluna)\b|{_STATE})"
)
# "O lead da Ana Souza, passa pra fechado".
_SETS_LAST = re.compile(
    rf"[,;.]\s*(?:por favor |pode |e |ai )*(?:pass|mov|mud|marc|marqu|coloc|bot|jog|troc|deix"
    rf"|vir)(?:a|e|ar)\s+"
    rf"(?:el[ea] |isso |ess[ae] |o status |o estado )*(?:pr[ao]|para|como|em|no|na)\s+"
    rf"(?:(?:status|estado|etapa|fase)\b|{_STATE})"
)
_BOOKS = re.compile(
    rf"{_POLITE}(?:agenda|marca|desmarca)\s+(?:uma?|[ao]|outra)\s+(?:reuniao|call|visita|demo\w*"
    rf"|hora\w*)"
)
# What a question asks to change, if it asks for a change at all: "pode trocar depois de 30 dias?"
# asks the documents.
_OF_THE_SYSTEM = re.compile(
    rf"\b(?:{LEAD}|status|estado|etapa|respons\w+|don[oa]|usuari\w+|inbox|caixa|agente|modelo"
    rf"|prompt"
    r"|fuso|config\w*|permiss\w+|mensage\w+|user|owner|state|settings?)\b"
)


def wants_change(heard: Heard) -> bool:
    plain = heard.plain
    if (
        _SETS.search(plain)
        or _SETS_LAST.search(plain)
        or _BOOKS.search(plain)
        or _to_somebody(heard)
    ):
        return True
    if not re.search(_CHANGE, plain):
        return False
    return not heard.is_question or bool(_OF_THE_SYSTEM.search(plain) or PHONE.search(plain))


def _to_somebody(heard: Heard) -> bool:
    """ "liga pra Ana", "passa o lead dela pro João", not "manda a lista pra mim"."""
    for pattern in (_SENDS_TO, _HANDS_OVER, _TELLS):
        found = pattern.search(heard.plain)
        if found and (PHONE.match(heard.plain, found.end()) or heard.is_large(found.end())):
            return True
    return False
