"""English."""

from dom360.agents.phrasing.catalogue import Catalogue, Topic

ENGLISH = Catalogue(
    greeting=(
        "Hello, {name}! Good to hear from you. I'm the virtual assistant of the {tenant} team.",
        "Hi, {name}, thanks for writing! This is the virtual assistant of the {tenant} team.",
    ),
    greeting_unnamed=(
        "Hello! It's good to hear from you. I'm the virtual assistant of the {tenant} team.",
        "Hi, thanks for writing! This is the virtual assistant of the {tenant} team.",
    ),
    greeting_again=("Hello again!", "Hi, good to carry on with you.", "Hi! Still here."),
    no_product_answer=(
        (
            "I don't have confirmed information about our products and services here yet, and I'd "
            "rather not make anything up; I can bring in a colleague if you like."
        ),
        (
            "That detail of what we offer isn't confirmed in my sources, so I won't guess; a "
            "colleague can answer it, just ask."
        ),
        "I still lack a reliable source on that and don't want to tell you anything wrong.",
    ),
    no_price_answer=(
        (
            "I don't have the price list here yet and I'd rather not guess a figure; I can bring "
            "in a colleague if you like."
        ),
        (
            "Prices aren't confirmed in my sources, so I won't name a number; a colleague can "
            "tell you, just ask."
        ),
        "On prices I still have nothing reliable and don't want to tell you anything wrong.",
    ),
    no_answer=(
        "I don't have that answer in my sources yet, and I'd rather not make it up.",
        "I found nothing confirmed about that, so I won't guess.",
        "I can't answer that with certainty; I can bring in a colleague if you like.",
    ),
    meeting_link=(
        "Sure, let's set it up! You can pick a time here: {url}",
        "With pleasure! The calendar is here, just choose: {url}",
        "Great, this is the booking link: {url}",
    ),
    suggest_link=(
        "From what you've told me, a chat with a specialist would be worth it: {url}",
        "For a situation like yours, a short talk with a specialist helps a lot: {url}",
    ),
    meeting_without_link=(
        "Sure, let's set it up.",
        "With pleasure, a talk helps a lot.",
        "Great, let's find a time.",
    ),
    meeting_noted=(
        "I noted the time you prefer.",
        "All right, I wrote down the time you suggested.",
    ),
    booked=("Perfect, it's agreed then.", "Great, the team is looking forward to it."),
    handoff=(
        "Of course! I'm bringing in a colleague to carry on with you right here.",
        "No problem, I'm passing this conversation to a person on the team.",
        "Sure, someone from the team takes over from here and will write to you.",
    ),
    handoff_reason_asked="The contact asked to talk with a person.",
    handoff_reason_agreed="Qualification is complete and the contact agreed to a follow-up.",
    refusal=(
        "That's fine, thanks for telling me. I won't insist; if you change your mind, just write.",
        "Understood, I'll stop here. I'm around if you ever need me.",
    ),
    goodbye=(
        "Thank you for the conversation! Whenever you want to go on, just send a message.",
        "See you! It was a pleasure talking with you.",
        "All right, I'm here whenever you need me. Take care!",
    ),
    welcome=("You're welcome!", "Not at all!", "My pleasure."),
    declined_next_step=(
        "No problem. Your answers are kept and we go on whenever you like.",
        "That's all right, no hurry at all. Just call me when it's time.",
    ),
    is_bot=(
        "I'm a virtual assistant of the {tenant} team; I can bring in a person if you prefer.",
        (
            "A program is answering here, the virtual assistant of the {tenant} team; just ask "
            "and I'll bring in a person."
        ),
    ),
    why=(
        "I ask so that I understand your situation and only suggest what makes sense for you.",
        "It's so that I don't take your time with something that wouldn't fit.",
    ),
    unknown=(
        "No problem, that can wait.",
        "That's fine, we can come back to it when you know.",
        "All right, there's no need to answer now.",
    ),
    heard=("I see.", "Right, let's go on.", "Okay, I'm with you.", "Perfect, moving on."),
    unnamed_tenant="support",
    learned={
        "company": ("Nice to meet you all at {value}.", "I wrote down the name: {value}."),
        "no_company": (
            "That's fine, we go on without a company name.",
            "No problem, you don't need a company to talk with us.",
        ),
        "sector": (
            "Good, I noted your field: {value}.",
            "Good to know that your field is {value}.",
        ),
        "employees": ("Right, {value} on the team.", "Noted, {value} working with you."),
        "pain": (
            "I understand, that does weigh on the day.",
            "It makes sense to want that solved.",
            "Thanks for explaining, the picture is clearer now.",
        ),
        "budget": (
            "I noted {value} as a reference.",
            "Thanks for being open, I'll take {value} as a basis.",
        ),
        "authority_self": (
            "Great, then I'm talking with the person who decides.",
            "Good, so the decision is yours.",
        ),
        "authority": (
            "Right, {value} has a say in the decision too.",
            "I noted that {value} takes part in the decision.",
        ),
        "timeline_urgent": ("Understood, it's urgent.", "Right, we'll treat this as urgent."),
        "timeline": ("I noted the timing: {value}.", "Right, your timing: {value}."),
    },
    learned_list=("Noted: {list}.", "Thanks, I wrote down: {list}."),
    list_item={
        "company": "{value}",
        "no_company": "no company for now",
        "sector": "field: {value}",
        "employees": "{value}",
        "pain": "the difficulty you described",
        "budget": "{value}",
        "authority_self": "the decision is yours",
        "authority": "the decision with {value}",
        "timeline_urgent": "it's urgent",
        "timeline": "timing: {value}",
    },
    list_and=" and ",
    periods={"month": " a month", "year": " a year"},
    questions={
        Topic.COMPANY: (
            "To start with, what's the name of your company?",
            "What is your company called?",
            "Which company are you writing from?",
        ),
        Topic.SECTOR: (
            "What line of business are you in?",
            "Which sector does the company work in?",
            "And what does the company do?",
        ),
        Topic.EMPLOYEES: (
            "How many people work with you today?",
            "Roughly how big is the team?",
            "How many of you are there?",
        ),
        Topic.PAIN: (
            "What's the biggest difficulty you want to solve now?",
            "What gets in the way most in your day to day?",
            "If you could improve one thing right now, what would it be?",
        ),
        Topic.BUDGET: (
            "Do you already have an idea of how much you'd invest in this?",
            "Is there a budget range in mind for this project?",
            "What monthly amount would make sense to solve this?",
        ),
        Topic.AUTHORITY: (
            "Who makes the decision on something like this?",
            "Who takes part in the decision with you?",
            "When it comes to signing, who has the last word?",
        ),
        Topic.TIMELINE: (
            "When would you like to have this running?",
            "What would be the ideal time to start?",
            "How soon do you plan to put this in place?",
        ),
        Topic.BOOKING: (
            "Does one of those times work for you?",
            "Can you pick a time there?",
            "Which of those times suits you best?",
        ),
        Topic.MEETING_TIME: (
            "Which day and time suit you best?",
            "Do you prefer mornings or afternoons, and on which day?",
            "Which day this week or next is good for you?",
        ),
        Topic.NEXT_STEP: (
            "I have a good picture now; may I ask a colleague to follow up with you?",
            "Would you like a colleague to carry on from here with a proposal?",
            "Does it make sense to bring in someone from the team for the next step?",
        ),
    },
)
