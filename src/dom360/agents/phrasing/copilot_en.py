"""COPILOT in English."""

from dom360.agents.phrasing.copilot_texts import CopilotTexts

ENGLISH = CopilotTexts(
    greeting="Hello! I look up leads, conversations, usage, the funnel and documents, and I add "
    "leads and comments. For example: “qualified leads this week”.",
    greeting_offline="Hello! I can summarize this conversation or count its messages. Leads, usage "
    "and the funnel are out of my reach in this call.",
    thanks="You're welcome!",
    abilities="I can:\n"
    "- list and count leads: “how many qualified leads this month?”, “top 5 leads”\n"
    "- show one lead: “lead 11 98765-4321”, “details of Ana Souza”\n"
    "- summarize conversations: “summarize the conversation with 11 98765-4321”\n"
    "- report usage and the funnel: “usage last week”, “funnel for October”\n"
    "- answer from the documents: “what does the return policy say?”\n"
    "- add leads and comments: “create the lead Ana Souza, 11 98765-4321”, “comment on lead "
    "11 98765-4321: call tomorrow”\n"
    "I delete nothing, change no settings and show no secrets.",
    abilities_offline="Here I can summarize this conversation, count its messages and show the "
    "last one. To look up leads, phones, usage, the funnel or documents, and to create leads and "
    "comments, I need tools that this call doesn't have.",
    not_understood="I didn't understand the request.{understood} Try “qualified leads this week”, "
    "“usage yesterday” or “summarize the conversation with 11 98765-4321”.",
    understood=" I understood only this: {parts}.",
    left_out="I left “{quote}” unanswered: ask it in another message.",
    never_deletes="I never delete data. Ask an administrator of your company. I can look up leads "
    "and add a comment, for example.",
    never_changes="I don't change settings, states or owners, and I send no messages: the system's "
    "pages do that. I can add a lead, or a comment on one.",
    keeps_secrets="I don't show keys, access tokens, passwords or my instructions. I can look up "
    "your company's leads, conversations, usage, funnel and documents.",
    only_own_company="I see your own company's data only, never another's. I can look up your "
    "leads, conversations, usage and funnel.",
    how_to_write="To add one, write for example “create the lead Ana Souza, 11 98765-4321, from "
    "Padaria Central”. To comment: “comment on lead 11 98765-4321: call tomorrow at 3 pm”.",
    cannot_reach="I can't do that now: it would take {data}, and in this call I have no tool with "
    "that access. I won't put an estimate in place of the data.",
    missing={
        "leads": "a look at the company's leads and contacts",
        "more": "a look at the company's leads and contacts",
        "find_lead": "a search for the lead by phone or name",
        "consumption": "a look at the recorded usage",
        "funnel": "a look at the funnel's figures",
        "entities": "a list of the CRM's entities",
        "knowledge": "a search in the knowledge base",
        "create_lead": "writing a new lead",
        "comment": "reading or writing a lead's comments",
        "summary": "reading that contact's conversation",
    },
    failed="I couldn't read that data now. Try again in a moment.",
    refused="The tool refused: {reason}",
    refusals={
        "INVALID_PHONE_FORMAT": "That phone isn't valid. Write it with its area code, for example "
        "11 98765-4321.",
        "INVALID_PERIOD": "That period can't be looked up: ask for at most 1,100 days, from its "
        "beginning to its end.",
        "LEAD_NOT_FOUND": "Your company has no lead with that id.",
        "LEAD_MERGED": "That lead was merged into another and changes no more. Use the other one.",
        "CONVERSATION_NOT_FOUND": "Your company has no conversation with that contact.",
        "NAME_UNKNOWN": "Nothing has that name. There are: {names}.",
        "NAME_AMBIGUOUS": "Several have that name: {names}. Say which one.",
        "TOOL_NOT_ALLOWED": "I may not do that in this conversation.",
        "CAPABILITY_ENDED": "The time of this answer is over, or a person took the conversation.",
        "CAPABILITY_EXPIRED": "The time of this answer is over. Ask again.",
        "OUT_OF_TIME": "The time of this answer is over. Ask again.",
        "CONTACT_ERASED": "That contact asked to be forgotten and can't be used.",
    },
    too_many_calls="That takes more look-ups than I do in one answer. Ask for it in parts.",
    no_leads="No lead found. {filters}",
    lead_count="{leads}. {filters}",
    at_least="{total} or more",
    lead="- {name}, {phone}, {state}, {score} points (id {id})",
    shown="I showed {first} to {last} of {total}.",
    ask_for_more="Say “more” for the next ones.",
    no_more="There are no more leads in that list.",
    no_list_before="There is no list before this to go on with. Ask for “leads this week”, for "
    "example.",
    unnamed="no name",
    no_filter="No filters.",
    filters="Filters: {filters}.",
    filter_words={
        "states": "state {value}",
        "min_score": "at least {value} points",
        "max_score": "at most {value} points",
        "unowned": "without an owner",
        "owner": "owner {value}",
        "owner_user_id": "owner {value}",
        "inbox": "inbox {value}",
        "inbox_id": "this inbox",
        "source": "source {value}",
        "search": "text “{value}”",
        "sort": "order: {value}",
        "last_days": "last {value} days",
        "lead_id": "id {value}",
    },
    sorts={
        "activity": "latest activity",
        "score": "best score",
        "created": "newest",
        "stalest": "oldest activity",
    },
    states={
        "NEW": "new",
        "QUALIFYING": "being qualified",
        "QUALIFIED": "qualified",
        "NURTURING": "being nurtured",
        "SCHEDULED": "scheduled",
        "RESCHEDULED": "rescheduled",
        "COMPLETED": "completed",
        "UNQUALIFIED": "unqualified",
        "CLOSED": "closed",
    },
    notes={
        "city": "City and address are no fields of a lead, so I didn't filter by them.",
        "sector": "I can't filter by sector yet; each lead's details show it.",
        "employees": "I can't filter by number of employees yet; each lead's details show it.",
        "budget": "I can't filter by budget yet; each lead's details show it.",
        "interest": "I can't filter by interest yet; each lead's details show it.",
        "outcome": "I can't filter by won or lost yet.",
        "email": "E-mail and tax number are no fields of a lead.",
        "meeting_day": "I filter by the day the lead was created, not by the meeting's; each "
        "lead's details show it.",
        "mine": "I don't know who writes in this call: say the owner's name, for example “leads "
        "with owner João”.",
    },
    unread="I can't filter by “{quote}”, so I didn't use it.",
    created_in="created {period}",
    period="from {first} to {last}",
    one_day="on {day}",
    since="since {first}",
    until="until {last}",
    not_found_phone="No lead with the phone {phone}.",
    not_found_name="No lead with “{name}” in its name, phone or company.",
    several="{total} leads with “{name}”:",
    fields={
        "company": "Company",
        "sector": "Sector",
        "employees": "Employees",
        "pain": "Pain",
        "budget": "Budget",
        "authority": "Who decides",
        "timeline": "Timeline",
    },
    evidence="message {index}",
    details={
        "interest": "Interest",
        "source": "Source",
        "owner_name": "Owner",
        "meeting_at": "Meeting",
        "created_at": "Created",
        "last_activity_at": "Last activity",
    },
    interests={"none": "none", "low": "low", "medium": "medium", "high": "high"},
    decides={"self": "the contact", "shared": "the contact with somebody else", "other": "somebody "
             "else"},
    per={"month": " a month", "year": " a year"},
    comments="Comments:",
    comment="- {at}, {by}: {text}",
    no_comments="No comments.",
    created="Lead added.\n{lead}",
    completed="This lead was there already; I completed it with what was new.\n{lead}",
    noted="Comment added to the lead {name} (id {id}): “{text}”",
    cancelled="All right, I wrote nothing.",
    comment_too_long="The comment is over 4,000 characters, so I wrote nothing. Send it in parts.",
    ask_phone="What is the lead's phone, with its area code?",
    ask_one_phone="I got more than one phone. Which one is the lead's?",
    ask_lead="On which lead should I comment? Send the phone, the name or the id.",
    ask_text="What should I write on the lead?",
    ask_which="Which one? Send the phone or the id.",
    ask_again="I don't have that answer yet, so I wrote nothing. {question}",
    no_history="I received no earlier messages of this conversation, so there is nothing to count "
    "or summarize.",
    count="I received {total} messages before this one: {sides}.",
    count_one="I received one message before this one: {sides}.",
    sides={"user": "from the writer", "assistant": "from the assistant", "other": "from others"},
    first_said="It began with: {quote}",
    last_said="Last message received: {quote}",
    last_answered="Last answer: {quote}",
    conversation="Conversation with {name}, {phone} (id {id}): {status}, with {handler}, "
    "{messages}.",
    statuses={"open": "open", "closed": "closed"},
    handlers={"agent": "the agent", "human": "a person"},
    ask_conversation="Whose conversation? Send the contact's phone or the lead's name.",
    things={
        "leads": ("lead", "leads"),
        "messages": ("message", "messages"),
        "conversations": ("conversation", "conversations"),
        "errors": ("error", "errors"),
        "tokens": ("token", "tokens"),
        "answers": ("answer", "answers"),
    },
    consumption="Usage {period}: {tokens} ({input} in, {output} out), US$ {cost}, "
    "{messages} in {conversations}, {answers}, {errors}.{filters}",
    unpriced="Without a price, and so left out of the cost: {answers}.",
    in_dollars="Costs are recorded in US dollars; I have no exchange rate to convert them.",
    by_day="By day:",
    by_inbox="By inbox:",
    day_line="- {day}: {tokens}, US$ {cost}, {messages}",
    funnel="Funnel: {leads}. {filters}",
    step="- {state}: {leads} ({share})",
    converted="By their state now, {qualified} are qualified or beyond, and {scheduled} have a "
    "meeting booked or held.",
    entities="I can look up:",
    entity="- {name}: {about}",
    entity_fields="Fields of {name}: {fields}.",
    entity_names={
        "leads": "leads",
        "lead_comments": "comments (lead_comments)",
        "contacts": "contacts",
        "conversations": "conversations",
        "inboxes": "inboxes",
        "consumption": "usage (consumption)",
    },
    entity_abouts={
        "leads": "contacts who might buy, with what is known of them and how far they are",
        "lead_comments": "notes that people and agents left on leads",
        "contacts": "people who write to the company",
        "conversations": "what a contact and an agent, or a person, talk about in an inbox",
        "inboxes": "where contacts write to the company",
        "consumption": "what agents used by day: messages, answers, errors, tokens, cost",
    },
    records="There are: {names}.",
    from_document="Source: {source}",
    no_answer="I found no answer in your company's documents.",
    no_knowledge="There is no knowledge base within my reach in this call.",
)  # fmt: skip
