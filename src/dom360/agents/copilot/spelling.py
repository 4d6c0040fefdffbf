"""Reading what operators type in a hurry: abbreviations and single-letter slips are undone.

Only words of requests are repaired ("semana", "qualificados"), never names: a word with a capital
inside a sentence is left alone, and so is every word that exists.
"""

import re
from functools import lru_cache

_WORD = re.compile(r"(?<!\w)[a-z]+(?:'[a-z]+)?(?!\w)")
ALIASES = {
    "hj": "hoje", "oje": "hoje", "hje": "hoje", "ontm": "ontem", "otem": "ontem", "onten": "ontem",
    "qto": "quanto", "qnto": "quanto", "qnt": "quanto", "qtos": "quantos", "qntos": "quantos",
    "qnts": "quantos", "qts": "quantos", "qtas": "quantas", "qntas": "quantas", "qdo": "quando",
    "msg": "mensagem", "msgs": "mensagens", "msn": "mensagem", "vc": "voce", "vcs": "voces",
    "pfv": "por favor", "pf": "por favor", "pls": "please", "plz": "please", "tel": "telefone",
    "fone": "telefone", "zap": "whatsapp", "obs": "observacao", "coment": "comentario",
    "ult": "ultimos", "mto": "muito", "mt": "muito", "q": "que", "leds": "leads", "lds": "leads",
    "fds": "fim de semana", "finde": "fim de semana", "ta": "esta", "tao": "estao",
    "oq": "o que", "oque": "o que", "pq": "por que", "cmo": "como", "func": "funcionarios",
    "resp": "responsavel",
}  # fmt: skip
_STEMS = """
    ontem anteontem semana semanas passada passado passadas passados retrasada retrasado anterior
    ultimo ultima ultimos ultimas janeiro fevereiro abril junho julho agosto setembro outubro
    novembro dezembro meses trimestre semestre quinzena domingo segunda terca quarta quinta sexta
    sabado feira desde entre leads contatos contato cliente clientes qualificado qualificados
    qualificada qualificadas qualificacao qualificando desqualificado desqualificados agendado
    agendados agendada agendadas reagendado reagendados remarcado remarcados fechado fechados
    encerrado encerrados concluido concluidos nutricao consumo consumimos tokens gasto gastos
    gastamos gastou custo custos custou funil conversao conversoes resumo resuma resumir resume
    conversa conversas mensagem mensagens cadastre cadastra cadastrar cadastro registre registra
    registrar adicione adiciona adicionar comentario comentarios comente comenta comentar anote
    anota anotar anotacao telefone pontos pontuacao responsavel quantos quantas quanto quais
    melhores maiores recentes antigos liste listar lista mostre mostra mostrar busque busca buscar
    procure procura procurar detalhes telefones entidades documento documentos politica ajuda
    obrigado obrigada abaixo acima chamado chamados chamada chamadas empresa novos novas
    yesterday today weeks month months quarter qualified unqualified scheduled summarize summary
    conversation messages usage funnel create comment comments phone score owner
"""
# Real words one slip away from the ones above.
_OTHERS = """
    quando quantia semanal mensal segundo quarto quinto sexto domingos sabados conserva converse
    conversar anotado anotada comentado registro registros cadastros cadastrado cadastrados
    cadastrada criado agenda agendar fecha fechar contatar entra entrou entram empresas chamar
    chama chamam fechada fechadas pontual posto gosto custa custam gasta gastar passa passe passo
    passou mostrou novo nova listas listado resumido terceiro terceira junta fechamos fechei
    preciso mesmo mesma depois antes sobre ainda agora cada todos todas tenho temos estao week
    month weekly monthly owned score scores phones created owners commented antiga antigas antigo
    recente melhor maior maiores detalhe ajude ajudar documental pontuais sexta desce mostro
    seguinda quantico politico encerra encerrar concluir consome consuma leader contado contato
    contudo comer deste desta neste nesta desse dessa nesse nessa disso conta contas desses dessas
    lindo lendo leis lead feita ferias
"""
_VOCABULARY = tuple(dict.fromkeys(_STEMS.split()))
_KNOWN = frozenset(_VOCABULARY) | frozenset(_OTHERS.split())


def repair(folded: str, text: str) -> tuple[str, list[int]]:
    """The repaired text, and for each of its characters (and its end) the place in `text`."""
    plain: list[str] = []
    back: list[int] = []
    done = 0
    shouted = text.isupper()
    for word in _WORD.finditer(folded):
        is_name = text[word.start()].isupper() and word.start() > 0 and not shouted
        better = word.group() if is_name else _better(word.group())
        if better == word.group():
            continue
        plain.append(folded[done : word.start()])
        back.extend(range(done, word.start()))
        plain.append(better)
        length, better_length = len(word.group()), len(better)
        back.extend(word.start() + min(i, length - 1) for i in range(better_length))
        done = word.end()
    plain.append(folded[done:])
    back.extend(range(done, len(folded) + 1))
    return "".join(plain), back


@lru_cache(maxsize=4096)
def _better(word: str) -> str:
    if word in ALIASES:
        return ALIASES[word]
    if len(word) < 5 or word in _KNOWN:
        return word
    near = [known for known in _VOCABULARY if len(known) >= 5 and _one_slip(word, known)]
    return near[0] if near and len({one.rstrip("s") for one in near}) == 1 else word


def _one_slip(word: str, known: str) -> bool:
    """One letter missing, added or wrong, or two neighbours swapped; the first letter is right."""
    if word[0] != known[0] or abs(len(word) - len(known)) > 1:
        return False
    same = next((i for i, (a, b) in enumerate(zip(word, known, strict=False)) if a != b), None)
    if same is None:
        # A word and its plural are both right.
        return not (word.endswith("s") or known.endswith("s"))
    rest, other = word[same:], known[same:]
    if len(word) == len(known):
        swapped = rest[:2] == other[1::-1] and rest[2:] == other[2:]
        return swapped or (rest[1:] == other[1:] and len(rest) > 1)
    return rest[1:] == other if len(word) > len(known) else rest == other[1:]
