"""Brazilian Portuguese: what is said about a lead's fields."""

from dom360.agents.phrasing.catalogue import LeadTexts, Topic

LEAD = LeadTexts(
    learned={
        "company": (
            "Prazer em conhecer vocês, {value}!",
            "{value}, anotado aqui.",
            "Que legal, {value}!",
        ),
        "no_company": (
            "Tudo bem, seguimos sem o nome de uma empresa.",
            "Sem problema, não é preciso ter empresa para conversar.",
        ),
        "sector": (
            "Legal, bom saber que o ramo é {value}.",
            "Ah, então vocês são da área de {value}, bacana.",
            "Entendi, {value}.",
        ),
        "employees": (
            "Certo, {value} no time.",
            "Boa, então são {value} ao todo.",
            "Anotei, {value} trabalhando com vocês.",
        ),
        "employees_one": (
            "Entendi, hoje tudo passa por você.",
            "Certo, então é você cuidando de tudo.",
        ),
        "pain": (
            "Entendo, isso pesa mesmo no dia a dia.",
            "Faz sentido querer resolver isso.",
            "Obrigado por contar, agora o cenário ficou mais claro.",
        ),
        "budget": (
            "Ótimo, fico com {value} como referência.",
            "Obrigado pela transparência, {value} já dá uma boa base.",
            "Certo, {value} então.",
        ),
        "authority_self": (
            "Ótimo, então já falo com quem decide.",
            "Que bom, a decisão está com você.",
        ),
        "authority_other": (
            "Entendi, quem bate o martelo é {value}.",
            "Certo, então a palavra final é com {value}.",
        ),
        "authority": (
            "Certo, {value} também entra nessa decisão.",
            "Boa, então a conversa precisa fazer sentido para {value} também.",
        ),
        "timeline_urgent": (
            "Entendi, é para já.",
            "Certo, então vamos tratar isso com urgência.",
        ),
        "timeline": (
            "Certo, {value} é um bom horizonte para nos organizarmos.",
            "Anotei o prazo: {value}.",
        ),
        "timeline_open": (
            "Tudo bem, sem pressa então.",
            "Tranquilo, vamos no ritmo de vocês.",
        ),
    },
    felt={
        "absence": (
            "Entendo, horário vazio por falta é dinheiro que não volta.",
            "Faltas em cima da hora bagunçam mesmo a agenda inteira.",
        ),
        "waiting": (
            "Entendo, quem espera demais acaba indo embora.",
            "Demora na resposta custa caro mesmo, o cliente não espera.",
        ),
        "sales": (
            "Entendo, é chato ver oportunidade boa escapando.",
            "Faz sentido, vender mais com o que já chega é o primeiro passo.",
        ),
        "order": (
            "Sei como é, sem organização o retrabalho come o dia.",
            "Entendo, controlar tudo na mão cansa e ainda abre espaço para erro.",
        ),
        "money": (
            "Entendo, dinheiro que demora a entrar aperta tudo.",
            "Cobrança é um assunto delicado mesmo, entendo bem.",
        ),
        "people": (
            "Entendo, manter gente por perto é um desafio constante.",
            "Perder quem já estava com vocês pesa mesmo.",
        ),
        "time": (
            "Imagino, o dia fica curto para tanta coisa.",
            "Entendo, tempo gasto com o repetitivo falta para o que importa.",
        ),
    },
    learned_list=(
        "Que bom saber: {list}.",
        "Perfeito, {list}, já dá para ter uma boa ideia.",
        "Obrigado por contar, anotei tudo: {list}.",
    ),
    list_item={
        "company": "{value}",
        "no_company": "sem empresa por enquanto",
        "sector": "ramo de {value}",
        "employees": "{value} no time",
        "employees_one": "você cuidando de tudo",
        "pain": "a dificuldade que você contou",
        "budget": "{value}",
        "authority_self": "a decisão com você",
        "authority_other": "a palavra final com {value}",
        "authority": "a decisão com {value}",
        "timeline_urgent": "urgência para começar",
        "timeline": "prazo {value}",
        "timeline_open": "sem pressa",
    },
    list_and=" e ",
    with_people=" com {value}",
    corrected=("Ah, corrigi aqui: {value}.", "Certo, já acertei: {value}."),
    periods={"month": " por mês", "year": " por ano"},
    why={
        "company": (
            "É só para eu saber com quem falo e a equipe te reconhecer depois.",
            "Com o nome eu guardo a nossa conversa no lugar certo.",
        ),
        "sector": (
            "Cada ramo tem um jeito de trabalhar, e assim eu sugiro só o que combina com o seu.",
            "É o que a empresa faz ou vende, para eu trazer exemplos parecidos.",
        ),
        "employees": (
            "O tamanho do time muda bastante o que faz sentido; pode ser um número aproximado.",
            "Um número por alto já ajuda, é só para ter ideia do porte.",
        ),
        "pain": (
            "Quero começar pelo que mais incomoda, em vez de falar de coisas que não ajudam.",
            "Pode ser algo que toma tempo, faz perder cliente ou dá retrabalho.",
        ),
        "budget": (
            "É só uma faixa, para eu não sugerir nada fora da realidade de vocês.",
            "Não é compromisso nenhum, uma ideia aproximada já orienta bem.",
        ),
        "authority": (
            "Assim a conversa já inclui quem precisa estar nela, e você não repete tudo depois.",
            "É para preparar o material certo para quem vai avaliar.",
        ),
        "timeline": (
            "Com o prazo eu vejo o que é possível a tempo, sem apressar ninguém.",
            "É só para a equipe se organizar com você.",
        ),
    },
    questions={
        Topic.COMPANY: (
            "Para começar, qual é o nome da sua empresa?",
            "Como se chama a empresa de vocês?",
            "De qual empresa você fala?",
        ),
        Topic.SECTOR: (
            "Em que ramo vocês atuam?",
            "Qual é o setor de atuação de vocês?",
            "O que vocês fazem ou vendem, qual é o segmento?",
        ),
        Topic.EMPLOYEES: (
            "Quantas pessoas trabalham com vocês hoje?",
            "Qual é o tamanho da equipe, mais ou menos?",
            "Vocês são em quantos por aí?",
        ),
        Topic.PAIN: (
            "Qual é a maior dificuldade que vocês querem resolver agora?",
            "O que mais atrapalha o dia a dia de vocês hoje?",
            "Se pudesse melhorar uma coisa na operação já, qual seria?",
        ),
        Topic.BUDGET: (
            "Quanto vocês pretendem investir nisso, mais ou menos?",
            "Qual seria a faixa de orçamento de vocês para esse projeto?",
            "Quanto faria sentido investir por mês?",
        ),
        Topic.AUTHORITY: (
            "Quem toma a decisão sobre esse tipo de contratação?",
            "Quem participa dessa decisão com você?",
            "Na hora de fechar, quem bate o martelo?",
        ),
        Topic.TIMELINE: (
            "Para quando vocês gostariam de ter isso funcionando?",
            "Qual seria o prazo ideal para começar?",
            "Em quanto tempo vocês pretendem colocar isso em prática?",
        ),
        Topic.BOOKING: (
            "Algum desses horários funciona para você?",
            "Consegue escolher um horário por lá?",
            "Qual desses horários fica melhor para você?",
        ),
        Topic.MEETING_TIME: (
            "Qual dia e horário ficam melhor para você?",
            "Você prefere de manhã ou à tarde, e em que dia?",
            "Que dia desta ou da próxima semana é bom para você?",
        ),
        Topic.NEXT_STEP: (
            "Já entendi bem o cenário; posso pedir que uma pessoa da equipe dê sequência?",
            "Quer que uma pessoa da equipe continue daqui com uma proposta?",
            "Faz sentido eu chamar alguém da equipe para o próximo passo?",
        ),
        Topic.NURTURE: (
            "Posso pedir para a equipe te mandar mais informações e seguir em contato com você?",
            "Quer que a equipe te envie um material e fique por perto, sem compromisso?",
        ),
        Topic.FOLLOW_UP: (
            "Posso pedir para a equipe te procurar daqui a um mês, sem compromisso?",
            "Quer que a equipe volte a falar com você no mês que vem?",
        ),
        Topic.HANDOFF: (
            "Prefere que eu chame uma pessoa da equipe para falar com você?",
            "Posso passar a conversa para alguém da equipe?",
        ),
    },
    follow_ups={
        ("company", Topic.SECTOR): "E o que vocês fazem por aí, qual é o ramo?",
        ("company", Topic.EMPLOYEES): "E hoje vocês são em quantas pessoas?",
        ("sector", Topic.EMPLOYEES): "E quantas pessoas fazem parte do time hoje?",
        ("sector", Topic.COMPANY): "E como se chama a empresa?",
        ("employees", Topic.COMPANY): "E qual é o nome da empresa?",
        ("employees", Topic.PAIN): "E nessa rotina, o que mais atrapalha vocês hoje?",
        ("pain", Topic.BUDGET): "E para resolver isso, quanto vocês imaginam investir por mês?",
        ("pain", Topic.EMPLOYEES): "E quantas pessoas do time vivem essa rotina?",
        ("pain", Topic.COMPANY): "Me conta, como se chama a empresa de vocês?",
        ("budget", Topic.AUTHORITY): "E quem bate o martelo nesse investimento?",
        ("authority", Topic.TIMELINE): "E para quando vocês imaginam ter isso rodando?",
    },
)
