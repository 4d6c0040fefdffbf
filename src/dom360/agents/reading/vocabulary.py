"""Lists of everyday words: chat spelling, what carries no subject, and what carries little."""

from dom360.agents.reading.words import stem

CHAT = {
    "qto": "quanto", "qt": "quanto", "qnto": "quanto", "qtos": "quantos", "qtas": "quantas",
    "qtd": "quantidade", "vc": "voce", "vcs": "voces", "tb": "tambem", "tbm": "tambem",
    "pq": "porque", "oq": "que", "q": "que", "ngm": "ninguem", "n": "nao", "hj": "hoje",
    "qdo": "quando", "qnd": "quando", "qndo": "quando", "qq": "qualquer", "msm": "mesmo",
    "dps": "depois", "tel": "telefone", "zap": "whatsapp", "wpp": "whatsapp", "whats": "whatsapp",
    "ta": "esta", "to": "estou", "pra": "para", "pro": "para", "cel": "celular", "eh": "e",
    "hrs": "horas", "hr": "hora", "min": "minutos", "funciona": "funciona", "info": "informacao",
    "seg": "segunda", "sab": "sabado", "dom": "domingo", "obg": "", "vlw": "", "pf": "", "pfv": "",
    "u": "you", "r": "are", "pls": "", "plz": "",
}  # fmt: skip
# Words that carry no subject: function words, politeness, and what the kinds already hold.
_STOP_WORDS = """
    a o e as os um uma uns umas de da do das dos em na no nas nos ao aos pela pelo pelas pelos por
    para com sem que qual quais quando quanto quantos quanta quantas como onde quem porque se eu
    voce voces ele ela eles elas me te lhe meu minha meus minhas seu sua seus suas nosso nossa
    isso isto esse essa este esta esses essas aquele aquela aqui ai la ja ainda so tambem mais
    muito muita menos entao mas ou nem nao sim ser sou sao era foi estou estamos estao estar tem
    temos ter tenho teria tinha ha haver existe existem vai vou vao ir pode posso podemos podem
    poderia consigo consegue dar dao preciso precisa precisamos quero queria gostaria saber sei
    sabe diga diz dizer fala falar favor oi ola bom boa dia tarde noite obrigado obrigada tudo
    todo toda todos algum alguma algo coisa tipo mesmo agora hoje depois antes ate desde cada
    cerca preco precos valor valores custo custa custam custar caro sai saem fica ficam ficar hora
    horas horario horarios tempo dias quantia cobra cobram cobrado endereco localizacao telefone
    fone numero nome apenas acontece faco fazer faz fazem voc aonde quantidade frequencia passa
    manda mandar mando ano anos meses semanas minuto minutos devo deve devem deveria prazo
    numa num numas nuns dentro feira dele dela deles delas nele nela amanha ontem durante comigo
    taxa taxas tarifa tarifas email mail enquanto conosco contra junto ex cade ali
    hein ne viu moco moca querido querida uai eita olha queremos seria serei deixa vem vcs acima
    meio forma formas jeito sobre entre sob the of in on
    at to for from with and or is are am be does did can could will would should have has had i
    you we they it my your our their this that there here what which who when where how much many
    long often please tell us need want know get any some price cost costs fee hi hello an by if
"""
STOP = frozenset(_STOP_WORDS.split())
# Said in passing, or true of any company: another wording of the document is no surprise.
_LIGHT_WORDS = """
    parar paro clinica loja empresa escritorio academia sistema site lugar pessoal pessoa gente
    ajuda ver vejo usar uso usam utilizar receber recebo pegar levar levo trazer funcionar
    funciona trabalhar trabalham aceitar aceita aceitam atender atendem oferecer oferecem possuir
    querer conseguir comecar comeca acabar acaba deixar esperar espero haver ficar chegar cheguei
    chegou ir novo nova bem mal certo errado errei outro outra outros mesma gosto ajudar informar
    comprando comprei fiz feito fazendo casa marido esposa mulher pai mae irmao amigo filho pronto
    pronta dado dados informacao informacoes vez vezes caso problema duvida atual realmente
    sozinho direito pagando pagar paga pago pagamento pedir peco enviar envia enviam mandam
    colocar por pos botar sair quiser estiver melhor opcao opcoes disponivel interno cliente
    clientes paciente aluno work works use company store office offer provide support accept allow
    take make give pousada escola colegio oficina farmacia padaria
    estudio hospedagem estabelecimento trazer dia data resto qualquer existe cabe cabem passar
    janeiro fevereiro abril maio junho julho agosto setembro outubro novembro dezembro
    proximo proxima proximos proximas prima primo tia tio avo neta neto sogra cunhada sobrinho
    sobrinha namorado namorada vizinho vizinha ganho
    abre abrem abrir fecha fecham fechar veio vieram vem rapido rapida
    direto demora demoram demorar dura duram durar olhar olham completa completo
    viajar estudar morar moro acho chega sobra
    vender vende vendem vendemos comercializam barato barata baratos baratas caro cara boa boas bons
    material materiais produto produtos mercadoria servico servicos solucao solucoes alternativa
    alternativas serventia ideal comum
    comuns normal simples recomendado indicado legal bacana bonito
"""
_LIGHT = frozenset(_LIGHT_WORDS.split())
BUSINESSES = frozenset(
    {"clinica", "loja", "academia", "escola", "oficina", "farmacia", "padaria", "restaurante",
     "estudio", "pousada"}
)  # fmt: skip
_LIGHT_STEMS = frozenset(root for word in _LIGHT if len(root := stem(word)) > 3)


def is_light(word: str, root: str) -> bool:
    """A stem of three letters has too many words: "mar" is of "marido" too."""
    return word in _LIGHT or root in _LIGHT_STEMS


_SPEC_UNIT_WORDS = """
    l litro litros ml mm cm m metroquadrado metrocubico kg g w v volts watts a amperes polegadas
    gb mb tb cv btus
"""
SPEC_UNITS = frozenset(_SPEC_UNIT_WORDS.split())
