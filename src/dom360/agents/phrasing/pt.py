"""Brazilian Portuguese."""

from dom360.agents.phrasing.catalogue import Catalogue, Topic

PORTUGUESE = Catalogue(
    greeting=(
        "Olá, {name}! Que bom falar com você. Sou o assistente virtual da equipe {tenant}.",
        "Oi, {name}! Aqui é o assistente virtual da equipe {tenant}, é um prazer falar com você.",
    ),
    greeting_unnamed=(
        "Olá! Que bom ter você por aqui. Sou o assistente virtual da equipe {tenant}.",
        "Oi! Aqui é o assistente virtual da equipe {tenant}, é um prazer falar com você.",
    ),
    greeting_again=(
        "Oi de novo!",
        "Olá, que bom continuar a nossa conversa.",
        "Oi! Sigo por aqui.",
    ),
    no_product_answer=(
        (
            "Ainda não tenho aqui uma informação confirmada sobre os nossos produtos e serviços, e "
            "prefiro não inventar; se quiser, chamo uma pessoa da equipe."
        ),
        (
            "Esse detalhe do que oferecemos eu não tenho confirmado na minha base, então não vou "
            "arriscar; uma pessoa da equipe pode responder, é só pedir."
        ),
        "Sobre isso ainda me falta uma fonte segura, e não quero passar nada errado.",
    ),
    no_price_answer=(
        (
            "Ainda não tenho a tabela de preços aqui comigo e prefiro não chutar um valor; se "
            "quiser, chamo uma pessoa da equipe."
        ),
        (
            "Valores eu não tenho confirmados na minha base, então não vou arriscar um número; uma "
            "pessoa da equipe pode informar, é só pedir."
        ),
        "Sobre preço continuo sem um dado seguro, e não quero passar nada errado.",
    ),
    no_answer=(
        "Essa resposta eu ainda não tenho na minha base e prefiro não inventar.",
        "Não encontrei uma informação confirmada sobre isso, então não vou arriscar.",
        "Isso eu não sei responder com segurança; se quiser, chamo uma pessoa da equipe.",
    ),
    meeting_link=(
        "Claro, vamos marcar! Você escolhe o melhor horário aqui: {url}",
        "Com prazer! A agenda está aqui, é só escolher: {url}",
        "Ótimo, o link da agenda é este: {url}",
    ),
    suggest_link=(
        "Pelo que você contou, acho que vale uma conversa com um especialista: {url}",
        "Com esse cenário, uma conversa rápida com um especialista ajuda bastante: {url}",
    ),
    meeting_without_link=(
        "Claro, vamos marcar.",
        "Com prazer, uma conversa ajuda bastante.",
        "Ótimo, vamos encontrar um horário.",
    ),
    meeting_noted=(
        "Anotei a sua preferência de horário.",
        "Certo, registrei o horário que você sugeriu.",
    ),
    booked=(
        "Perfeito, então fica combinado.",
        "Ótimo, a equipe já te espera nessa conversa.",
    ),
    handoff=(
        "Claro! Vou chamar uma pessoa da equipe para continuar a conversa com você por aqui.",
        "Sem problema, já estou passando a conversa para uma pessoa da equipe.",
        "Pode deixar, uma pessoa da equipe assume daqui e fala com você nesta mesma conversa.",
    ),
    handoff_reason_asked="O contato pediu para falar com uma pessoa.",
    handoff_reason_agreed="A qualificação terminou e o contato aceitou que a equipe dê sequência.",
    refusal=(
        "Tudo bem, agradeço a sinceridade. Não vou insistir; se mudar de ideia, é só escrever.",
        "Entendido, paro por aqui. Fico à disposição se precisar um dia.",
    ),
    goodbye=(
        "Eu que agradeço a conversa! Quando quiser continuar, é só mandar uma mensagem.",
        "Até mais! Foi um prazer falar com você.",
        "Combinado, fico por aqui quando precisar. Um abraço!",
    ),
    welcome=("Imagina!", "Por nada!", "Eu que agradeço."),
    declined_next_step=(
        "Sem problema. Suas respostas ficam guardadas e seguimos quando você quiser.",
        "Tudo certo, sem pressa nenhuma. É só me chamar quando for a hora.",
    ),
    is_bot=(
        "Sou um assistente virtual da equipe {tenant}; se preferir, chamo uma pessoa.",
        (
            "Quem responde aqui é um programa, o assistente virtual da equipe {tenant}; é só "
            "pedir que eu chamo uma pessoa."
        ),
    ),
    why=(
        "Pergunto para entender o seu cenário e só sugerir o que fizer sentido para vocês.",
        "É para não tomar o seu tempo com algo que não sirva para vocês.",
    ),
    unknown=(
        "Sem problema, isso pode ficar para depois.",
        "Tranquilo, voltamos a isso quando você souber.",
        "Tudo bem, não é preciso responder agora.",
    ),
    heard=("Entendi.", "Certo, vamos lá.", "Ok, sigo com você.", "Perfeito, continuando."),
    unnamed_tenant="de atendimento",
    learned={
        "company": ("Prazer em conhecer vocês, {value}.", "Anotei aqui o nome: {value}."),
        "no_company": (
            "Tudo bem, seguimos sem o nome de uma empresa.",
            "Sem problema, não é preciso ter empresa para conversar.",
        ),
        "sector": (
            "Legal, anotei o segmento: {value}.",
            "Bom saber que o ramo de vocês é {value}.",
        ),
        "employees": ("Certo, {value} na equipe.", "Anotei, {value} trabalhando com vocês."),
        "pain": (
            "Entendo, isso pesa mesmo no dia a dia.",
            "Faz sentido querer resolver isso.",
            "Obrigado por explicar, agora o cenário ficou mais claro.",
        ),
        "budget": (
            "Anotei {value} como referência.",
            "Obrigado pela transparência, fico com {value} como base.",
        ),
        "authority_self": (
            "Ótimo, então já falo com quem decide.",
            "Que bom, a decisão está com você.",
        ),
        "authority": (
            "Certo, {value} também entra nessa decisão.",
            "Anotei que {value} participa da decisão.",
        ),
        "timeline_urgent": (
            "Entendi, é para já.",
            "Certo, vamos tratar isso com urgência.",
        ),
        "timeline": ("Anotei o prazo: {value}.", "Certo, prazo de vocês: {value}."),
    },
    learned_list=("Anotei: {list}.", "Obrigado, já registrei: {list}."),
    list_item={
        "company": "{value}",
        "no_company": "sem empresa por enquanto",
        "sector": "ramo: {value}",
        "employees": "{value}",
        "pain": "a dificuldade que você contou",
        "budget": "{value}",
        "authority_self": "a decisão com você",
        "authority": "a decisão com {value}",
        "timeline_urgent": "urgência",
        "timeline": "prazo: {value}",
    },
    list_and=" e ",
    periods={"month": " por mês", "year": " por ano"},
    questions={
        Topic.COMPANY: (
            "Para começar, qual é o nome da sua empresa?",
            "Como se chama a empresa de vocês?",
            "De qual empresa você fala?",
        ),
        Topic.SECTOR: (
            "Em que ramo vocês atuam?",
            "Qual é o setor de atuação de vocês?",
            "E o que a empresa faz, qual é o segmento?",
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
            "Vocês já têm uma ideia de quanto pretendem investir nisso?",
            "Existe uma faixa de orçamento pensada para esse projeto?",
            "Quanto faria sentido investir por mês para resolver isso?",
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
    },
)
