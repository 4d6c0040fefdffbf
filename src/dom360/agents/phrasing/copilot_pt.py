"""COPILOT in Brazilian Portuguese."""

from dom360.agents.phrasing.copilot_texts import CopilotTexts

PORTUGUESE = CopilotTexts(
    greeting="Olá! Consulto leads, conversas, consumo, funil e documentos, e cadastro leads e "
    "comentários. Por exemplo: “leads qualificados desta semana”.",
    greeting_offline="Olá! Posso resumir esta conversa ou contar as mensagens dela. Leads, consumo "
    "e funil estão fora do meu alcance nesta chamada.",
    thanks="Por nada!",
    abilities="Eu posso:\n"
    "- listar e contar leads: “quantos leads qualificados este mês?”, “top 5 leads”\n"
    "- mostrar um lead: “lead 11 98765-4321”, “detalhes da Ana Souza”\n"
    "- resumir conversas: “resuma a conversa com 11 98765-4321”\n"
    "- informar consumo e funil: “consumo da semana passada”, “funil de outubro”\n"
    "- responder pelos documentos: “o que diz a política de troca?”\n"
    "- cadastrar leads e anotar comentários: “cadastre o lead Ana Souza, 11 98765-4321”, “anote no "
    "lead 11 98765-4321: ligar amanhã”\n"
    "Não apago nada, não mudo configurações e não mostro segredos.",
    abilities_offline="Aqui eu consigo: resumir esta conversa, contar as mensagens e mostrar a "
    "última. Para consultar leads, telefones, consumo, funil ou documentos, e para criar leads e "
    "comentários, preciso de ferramentas que não tenho nesta chamada.",
    not_understood="Não entendi o pedido.{understood} Experimente “leads qualificados desta "
    "semana”, “consumo de ontem” ou “resuma a conversa com 11 98765-4321”.",
    understood=" Entendi só isto: {parts}.",
    left_out="Não respondi a “{quote}”: peça em outra mensagem.",
    never_deletes="Eu não apago nem excluo dados. Peça a um administrador da sua empresa. Posso "
    "consultar leads e anotar um comentário, por exemplo.",
    never_changes="Eu não mudo configurações, estados nem responsáveis, e não envio mensagens: "
    "isso se faz nas páginas do sistema. Posso cadastrar um lead ou anotar um comentário nele.",
    keeps_secrets="Não mostro chaves, tokens de acesso, senhas nem as minhas instruções. Posso "
    "consultar leads, conversas, consumo, funil e documentos da sua empresa.",
    only_own_company="Só vejo os dados da sua empresa, nunca os de outra. Posso consultar os seus "
    "leads, conversas, consumo e funil.",
    how_to_write="Para cadastrar, escreva por exemplo “cadastre o lead Ana Souza, 11 98765-4321, "
    "da Padaria Central”. Para comentar: “anote no lead 11 98765-4321: ligar amanhã às 15h”.",
    cannot_reach="Não consigo fazer isso agora: seria preciso {data}, e nesta chamada não tenho "
    "ferramenta com esse acesso. Não vou estimar nada no lugar dos dados.",
    missing={
        "leads": "consultar os leads e contatos da empresa",
        "more": "consultar os leads e contatos da empresa",
        "find_lead": "procurar o lead pelo telefone ou pelo nome",
        "consumption": "consultar o consumo registrado",
        "funnel": "consultar os números do funil",
        "entities": "listar as entidades do CRM",
        "knowledge": "pesquisar a base de conhecimento",
        "create_lead": "gravar um novo lead",
        "comment": "ler ou gravar comentários de um lead",
        "summary": "ler a conversa desse contato",
    },
    failed="Não consegui ler esses dados agora. Tente de novo em instantes.",
    refused="A ferramenta recusou: {reason}",
    refusals={
        "INVALID_PHONE_FORMAT": "Esse telefone não é válido. Escreva com DDD, por exemplo "
        "11 98765-4321.",
        "INVALID_PERIOD": "Esse período não pode ser consultado: peça no máximo 1.100 dias, do "
        "começo ao fim.",
        "LEAD_NOT_FOUND": "Não há lead com esse id na sua empresa.",
        "LEAD_MERGED": "Esse lead foi unido a outro e não muda mais. Use o lead que ficou.",
        "CONVERSATION_NOT_FOUND": "Não há conversa com esse contato na sua empresa.",
        "NAME_UNKNOWN": "Não há nada com esse nome. Há: {names}.",
        "NAME_AMBIGUOUS": "Mais de um tem esse nome: {names}. Diga qual.",
        "TOOL_NOT_ALLOWED": "Não tenho permissão para isso nesta conversa.",
        "CAPABILITY_ENDED": "O tempo desta resposta acabou, ou uma pessoa assumiu a conversa.",
        "CAPABILITY_EXPIRED": "O tempo desta resposta acabou. Pergunte de novo.",
        "OUT_OF_TIME": "O tempo desta resposta acabou. Pergunte de novo.",
        "CONTACT_ERASED": "Esse contato pediu para ser esquecido e não pode ser usado.",
    },
    too_many_calls="Isso pede mais consultas do que faço numa resposta. Pergunte por partes.",
    no_leads="Nenhum lead encontrado. {filters}",
    lead_count="{leads}. {filters}",
    at_least="{total} ou mais",
    lead="- {name}, {phone}, {state}, {score} pontos (id {id})",
    shown="Mostrei {first} a {last} de {total}.",
    ask_for_more="Diga “mais” para ver os próximos.",
    no_more="Não há mais leads nessa lista.",
    no_list_before="Não há uma lista anterior para continuar. Peça, por exemplo, “leads desta "
    "semana”.",
    unnamed="sem nome",
    no_filter="Sem filtros.",
    filters="Filtros: {filters}.",
    filter_words={
        "states": "estado {value}",
        "min_score": "mínimo de {value} pontos",
        "max_score": "máximo de {value} pontos",
        "unowned": "sem responsável",
        "owner": "responsável {value}",
        "owner_user_id": "responsável {value}",
        "inbox": "inbox {value}",
        "inbox_id": "este inbox",
        "source": "origem {value}",
        "search": "texto “{value}”",
        "sort": "ordem: {value}",
        "last_days": "últimos {value} dias",
        "lead_id": "id {value}",
    },
    sorts={
        "activity": "atividade mais recente",
        "score": "maior pontuação",
        "created": "mais novos",
        "stalest": "atividade mais antiga",
    },
    states={
        "NEW": "novo",
        "QUALIFYING": "em qualificação",
        "QUALIFIED": "qualificado",
        "NURTURING": "em nutrição",
        "SCHEDULED": "agendado",
        "RESCHEDULED": "reagendado",
        "COMPLETED": "concluído",
        "UNQUALIFIED": "desqualificado",
        "CLOSED": "fechado",
    },
    notes={
        "city": "Cidade e endereço não são campos do lead, então não filtrei por isso.",
        "sector": "Ainda não filtro por setor; ele aparece nos detalhes de cada lead.",
        "employees": "Ainda não filtro por número de funcionários; ele aparece nos detalhes de "
        "cada lead.",
        "budget": "Ainda não filtro por orçamento; ele aparece nos detalhes de cada lead.",
        "interest": "Ainda não filtro por interesse; ele aparece nos detalhes de cada lead.",
        "outcome": "Ainda não filtro por ganho ou perdido.",
        "email": "E-mail e documento não são campos do lead.",
        "meeting_day": "Filtro pelo dia em que o lead foi criado, não pelo da reunião; ela "
        "aparece nos detalhes de cada lead.",
        "mine": "Não sei quem escreve nesta chamada: diga o nome do responsável, por exemplo "
        "“leads do responsável João”.",
    },
    unread="Não sei filtrar por “{quote}”, então não usei isso.",
    created_in="criados {period}",
    period="de {first} a {last}",
    one_day="em {day}",
    since="desde {first}",
    until="até {last}",
    not_found_phone="Nenhum lead com o telefone {phone}.",
    not_found_name="Nenhum lead com “{name}” no nome, telefone ou empresa.",
    several="{total} leads com “{name}”:",
    fields={
        "company": "Empresa",
        "sector": "Setor",
        "employees": "Funcionários",
        "pain": "Dor",
        "budget": "Orçamento",
        "authority": "Quem decide",
        "timeline": "Prazo",
    },
    evidence="mensagem {index}",
    details={
        "interest": "Interesse",
        "source": "Origem",
        "owner_name": "Responsável",
        "meeting_at": "Reunião",
        "created_at": "Criado em",
        "last_activity_at": "Última atividade",
    },
    interests={"none": "nenhum", "low": "baixo", "medium": "médio", "high": "alto"},
    decides={"self": "o próprio contato", "shared": "o contato com outra pessoa", "other": "outra "
             "pessoa"},
    per={"month": " por mês", "year": " por ano"},
    comments="Comentários:",
    comment="- {at}, {by}: {text}",
    no_comments="Sem comentários.",
    created="Lead cadastrado.\n{lead}",
    completed="Esse lead já existia; completei com o que era novo.\n{lead}",
    noted="Comentário anotado no lead {name} (id {id}): “{text}”",
    cancelled="Certo, não gravei nada.",
    comment_too_long="O comentário passa de 4.000 caracteres, então não gravei nada. Divida em "
    "partes.",
    ask_phone="Qual é o telefone do lead, com DDD?",
    ask_one_phone="Recebi mais de um telefone. Qual deles é o do lead?",
    ask_lead="Em qual lead devo anotar? Mande o telefone, o nome ou o id.",
    ask_text="O que devo anotar no lead?",
    ask_which="Qual deles? Mande o telefone ou o id.",
    ask_again="Ainda não tenho essa resposta, então não gravei nada. {question}",
    no_history="Não recebi mensagens anteriores desta conversa, então não há o que contar ou "
    "resumir.",
    count="Recebi {total} mensagens anteriores a esta: {sides}.",
    count_one="Recebi uma mensagem anterior a esta: {sides}.",
    sides={"user": "de quem escreve", "assistant": "do assistente", "other": "de outros"},
    first_said="Começou com: {quote}",
    last_said="Última mensagem recebida: {quote}",
    last_answered="Última resposta: {quote}",
    conversation="Conversa com {name}, {phone} (id {id}): {status}, com {handler}, "
    "{messages}.",
    statuses={"open": "aberta", "closed": "encerrada"},
    handlers={"agent": "o agente", "human": "uma pessoa"},
    ask_conversation="Com quem é a conversa? Mande o telefone do contato ou o nome do lead.",
    things={
        "leads": ("lead", "leads"),
        "messages": ("mensagem", "mensagens"),
        "conversations": ("conversa", "conversas"),
        "errors": ("erro", "erros"),
        "tokens": ("token", "tokens"),
        "answers": ("resposta", "respostas"),
    },
    consumption="Consumo {period}: {tokens} ({input} de entrada, {output} de saída), "
    "US$ {cost}, {messages} em {conversations}, {answers}, {errors}.{filters}",
    unpriced="Sem preço cadastrado, e por isso fora do custo: {answers}.",
    in_dollars="O custo é registrado em dólares (US$); não tenho cotação para converter em reais.",
    by_day="Por dia:",
    by_inbox="Por inbox:",
    day_line="- {day}: {tokens}, US$ {cost}, {messages}",
    funnel="Funil: {leads}. {filters}",
    step="- {state}: {leads} ({share})",
    converted="Pelo estado atual, {qualified} estão em qualificado ou adiante, e {scheduled} com "
    "reunião marcada ou feita.",
    entities="Consigo consultar:",
    entity="- {name}: {about}",
    entity_fields="Campos de {name}: {fields}.",
    entity_names={
        "leads": "leads",
        "lead_comments": "comentários (lead_comments)",
        "contacts": "contatos (contacts)",
        "conversations": "conversas (conversations)",
        "inboxes": "inboxes",
        "consumption": "consumo (consumption)",
    },
    entity_abouts={
        "leads": "contatos que podem comprar, com o que se sabe deles e em que estado estão",
        "lead_comments": "anotações de pessoas e agentes nos leads",
        "contacts": "pessoas que escrevem para a empresa",
        "conversations": "o que um contato e um agente, ou uma pessoa, falam num inbox",
        "inboxes": "onde os contatos escrevem para a empresa",
        "consumption": "o que os agentes usam por dia: mensagens, respostas, erros, tokens e custo",
    },
    records="Há: {names}.",
    from_document="Fonte: {source}",
    no_answer="Não encontrei a resposta nos documentos da sua empresa.",
    no_knowledge="Não há base de conhecimento ao meu alcance nesta chamada.",
)  # fmt: skip
