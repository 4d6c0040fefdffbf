"""Brazilian Portuguese."""

from dom360.agents.phrasing.catalogue import Catalogue
from dom360.agents.phrasing.pt_lead import LEAD

PORTUGUESE = Catalogue(
    greeting=(
        "Oi, {name}! Que bom falar com você 😊 Sou o assistente virtual da equipe {tenant}.",
        "Olá, {name}! Aqui é o assistente virtual da equipe {tenant}, é um prazer falar com você.",
    ),
    greeting_unnamed=(
        "Oi! Que bom ter você por aqui 😊 Sou o assistente virtual da equipe {tenant}.",
        "Olá! Aqui é o assistente virtual da equipe {tenant}, é um prazer falar com você.",
    ),
    greeting_short=("Oi, {name}!", "Olá, {name}!"),
    greeting_again=(
        "Oi de novo!",
        "Olá, que bom continuar a nossa conversa.",
        "Oi! Sigo por aqui.",
    ),
    small_talk=(
        "Tudo ótimo por aqui, obrigado por perguntar!",
        "Por aqui vai tudo bem, espero que por aí também!",
    ),
    from_documents=(
        "{text} (Fonte: {source}.)",
        "{text} É o que está em “{source}”.",
        "{text} Isso vem de “{source}”.",
    ),
    from_documents_unnamed=(
        "Nos nossos materiais está assim: {text}",
        "Olha o que encontrei nos nossos materiais: {text}",
    ),
    as_said_above=(
        "É o que te passei na mensagem anterior, e foi tudo o que encontrei em {source}.",
        "Sobre isso tenho só o que já te mandei, que está em {source}.",
    ),
    not_in_documents=(
        "Procurei nos nossos materiais e não encontrei essa informação, e prefiro não inventar.",
        "Isso os materiais que tenho aqui não dizem, então não vou arriscar um palpite.",
        "Essa eu não achei na nossa base, e não quero te passar nada errado.",
    ),
    other_not_in_documents=(
        "Já a outra pergunta os nossos materiais não respondem, e prefiro não inventar.",
        "Quanto ao resto, não encontrei nada confirmado por aqui.",
    ),
    no_product_answer=(
        "Ainda não tenho aqui a informação confirmada sobre isso, e prefiro não inventar.",
        "Esse detalhe do que oferecemos eu não tenho à mão agora, então não vou arriscar.",
        "Sobre isso ainda me falta uma fonte segura, e não quero passar nada errado.",
    ),
    no_price_answer=(
        "Ainda não tenho a tabela de preços aqui comigo e prefiro não chutar um valor.",
        "Valores eu não tenho confirmados aqui, então não vou arriscar um número.",
        "Sobre preço continuo sem um dado seguro para te passar.",
    ),
    no_answer=(
        "Essa resposta eu ainda não tenho aqui, e prefiro não inventar.",
        "Não tenho uma informação confirmada sobre isso, então não vou arriscar.",
        "Isso eu não sei responder com segurança.",
    ),
    person_offer=(
        "Se quiser, é só pedir que eu chamo uma pessoa da equipe para te responder.",
        "Uma pessoa da equipe consegue te confirmar isso, é só me dizer.",
        "Se preferir, chamo alguém da equipe para te responder direitinho.",
    ),
    interested=(
        "Te conto com prazer! Para indicar o que faz sentido, quero entender o seu cenário.",
        "Que bom que se interessou! Vou te conhecendo um pouco para apontar o que serve mesmo.",
    ),
    interested_unsourced=(
        "Que bom que se interessou! Os detalhes quem confirma é a equipe, e eu adianto por aqui.",
        "Legal o seu interesse! A equipe te apresenta tudo, e eu já vou entendendo o seu cenário.",
    ),
    expensive=(
        "Entendo a preocupação com o valor, ninguém quer pagar por algo que não se paga.",
        "Faz sentido olhar bem para o custo, e a ideia é ver o que cabe para vocês.",
    ),
    meeting_link=(
        "Claro, vamos marcar! Você escolhe o melhor horário aqui: {url}",
        "Com prazer! A agenda está aqui, é só escolher: {url}",
        "Ótimo, o link da agenda é este: {url}",
    ),
    suggest_link=(
        "Pelo que você contou, acho que vale uma conversa com um especialista: {url}",
        "Com esse cenário, uma conversa rápida com um especialista ajuda bastante: {url}",
        "Dá para avançar bem numa conversa curta com o nosso especialista: {url}",
    ),
    meeting_without_link=(
        "Claro, vamos marcar.",
        "Com prazer, uma conversa ajuda bastante.",
        "Ótimo, vamos encontrar um horário.",
    ),
    meeting_noted=(
        "Anotei a sua preferência de horário e a equipe confirma com você.",
        "Certo, registrei o horário que você sugeriu e a equipe confirma por aqui.",
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
    handoff_reason_stuck="O assistente não conseguiu ajudar e o contato aceitou uma pessoa.",
    refusal=(
        "Tudo bem, agradeço a sinceridade. Não vou insistir; se mudar de ideia, é só escrever.",
        "Entendido, paro por aqui. Fico à disposição se precisar um dia.",
    ),
    later=(
        (
            "Sem problema, cada coisa no seu tempo! Deixo tudo anotado e, quando for a hora, é só "
            "me chamar que seguimos de onde paramos."
        ),
        (
            "Tranquilo, não precisa ser agora. Fico por aqui e seguimos quando for um bom momento "
            "para você."
        ),
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
    declined_booking=(
        "Tudo bem, o link continua valendo se mudar de ideia.",
        "Sem problema, deixamos a conversa para outra hora.",
    ),
    declined_handoff=(
        "Combinado, então seguimos nós dois.",
        "Tudo bem, continuo com você.",
    ),
    followed_up=(
        "Combinado, já deixei anotado para a equipe. Obrigado pela conversa e até breve!",
        "Fechado, a equipe te procura sem pressa. Foi um prazer conversar com você!",
    ),
    follow_up_note="O contato aceitou que a equipe volte a procurá-lo mais para a frente.",
    all_done=(
        "Se precisar de mais alguma coisa, é só me chamar.",
        "Qualquer dúvida que aparecer, estou por aqui.",
        "Fico à disposição para o que precisar.",
    ),
    is_bot=(
        "Sou um assistente virtual da equipe {tenant}, sim, e posso chamar uma pessoa se quiser.",
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
    not_caught=(
        "Essa parte eu não peguei bem, mas podemos seguir.",
        "Desculpa, essa eu não consegui entender, mas tudo bem.",
        "Hmm, não ficou claro para mim, depois voltamos a isso.",
    ),
    off_topic=(
        "Essa eu fico devendo 😄 Aqui eu entendo mesmo é de {tenant}.",
        "Disso eu não entendo muito, meu assunto aqui é {tenant}.",
    ),
    annoyed=(
        "Você tem razão, desculpa pelo incômodo.",
        "Peço desculpas, não quero tomar o seu tempo à toa.",
    ),
    support=(
        "Sinto muito pelo transtorno; isso quem resolve direito é a equipe de atendimento.",
        "Para esse caso o melhor é a nossa equipe olhar com você.",
    ),
    not_text=(
        "Por aqui ainda só consigo ler texto, então não vi o que você mandou.",
        "Áudios e imagens eu ainda não consigo abrir; por escrito eu te entendo bem.",
    ),
    heard=("Entendi.", "Certo, vamos lá.", "Ok, sigo com você.", "Legal, continuando."),
    unnamed_tenant="de atendimento",
    lead=LEAD,
)
