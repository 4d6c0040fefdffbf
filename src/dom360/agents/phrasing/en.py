"""English."""

from dom360.agents.phrasing.catalogue import Catalogue
from dom360.agents.phrasing.en_lead import LEAD

ENGLISH = Catalogue(
    greeting=(
        "Hi, {name}! Good to hear from you 😊 I'm the virtual assistant of the {tenant} team.",
        "Hello, {name}, thanks for writing! This is the virtual assistant of the {tenant} team.",
    ),
    greeting_unnamed=(
        "Hi! It's good to have you here 😊 I'm the virtual assistant of the {tenant} team.",
        "Hello, thanks for writing! This is the virtual assistant of the {tenant} team.",
    ),
    greeting_short=("Hi, {name}!", "Hello, {name}!"),
    greeting_again=("Hello again!", "Hi, good to carry on with you.", "Hi! Still here."),
    small_talk=(
        "All good here, thanks for asking!",
        "Doing well over here, I hope you are too!",
    ),
    from_documents=(
        "{text} (Source: {source}.)",
        "{text} That is what “{source}” says.",
        "{text} This comes from “{source}”.",
    ),
    from_documents_unnamed=(
        "Our material puts it like this: {text}",
        "Here's what I found in our material: {text}",
    ),
    as_said_above=(
        "That's what I sent in my last message, and it's all I found in {source}.",
        "On that I only have what I already sent you, from {source}.",
    ),
    not_in_documents=(
        "I looked through our material and didn't find that, and I'd rather not make it up.",
        "The material I have here doesn't say, so I won't guess.",
        "I couldn't find that one, and I don't want to tell you anything wrong.",
    ),
    other_not_in_documents=(
        "Your other question isn't covered by our material, and I'd rather not invent an answer.",
        "As for the rest, I found nothing confirmed here.",
    ),
    no_product_answer=(
        "I don't have confirmed information on that here yet, and I'd rather not make it up.",
        "That detail of what we offer isn't at hand for me right now, so I won't guess.",
        "I still lack a reliable source on that and don't want to tell you anything wrong.",
    ),
    no_price_answer=(
        "I don't have the price list here yet and I'd rather not guess a figure.",
        "Prices aren't confirmed for me here, so I won't name a number.",
        "On prices I still have nothing reliable to give you.",
    ),
    no_answer=(
        "I don't have that answer here yet, and I'd rather not invent one.",
        "I have nothing confirmed about that, so I'd better not guess.",
        "I can't answer that with certainty.",
    ),
    person_offer=(
        "If you like, just say so and I'll have a colleague answer you.",
        "Someone on the team can confirm it, just tell me.",
        "I can bring in a colleague to answer that properly if you prefer.",
    ),
    interested=(
        "Happy to tell you more! To point you to what fits, I'd like to understand your situation.",
        "Glad you're interested! Let me get to know you a little so that I suggest what helps.",
    ),
    interested_unsourced=(
        "Good that you're interested! The team confirms the details, and I get things started.",
        "Thanks for your interest! The team will show you all of it, and I prepare the ground.",
    ),
    expensive=(
        "I understand the concern about cost, nobody wants to pay for what doesn't pay off.",
        "It makes sense to look closely at the price, and we can see what fits you.",
    ),
    meeting_link=(
        "Sure, let's set it up! You can pick a time here: {url}",
        "With pleasure! The calendar is here, just choose: {url}",
        "Great, this is the booking link: {url}",
    ),
    suggest_link=(
        "From what you've told me, a chat with a specialist would be worth it: {url}",
        "For a situation like yours, a short talk with a specialist helps a lot: {url}",
        "We can get quite far in a short call with our specialist: {url}",
    ),
    meeting_without_link=(
        "Sure, let's set it up.",
        "With pleasure, a talk helps a lot.",
        "Great, let's find a time.",
    ),
    meeting_noted=(
        "I noted the time you prefer and the team will confirm it with you.",
        "All right, I wrote down the time you suggested and the team confirms it here.",
    ),
    booked=("Perfect, it's agreed then.", "Great, the team is looking forward to it."),
    handoff=(
        "Of course! I'm bringing in a colleague to carry on with you right here.",
        "No problem, I'm passing this conversation to a person on the team.",
        "Sure, someone from the team takes over from here and will write to you.",
    ),
    handoff_reason_asked="The contact asked to talk with a person.",
    handoff_reason_agreed="Qualification is complete and the contact agreed to a follow-up.",
    handoff_reason_stuck="The assistant was of no help and the contact accepted a person.",
    refusal=(
        "That's fine, thanks for telling me. I won't insist; if you change your mind, just write.",
        "Understood, I'll stop here. I'm around if you ever need me.",
    ),
    later=(
        (
            "No problem, all in good time! I'll keep my notes, and whenever it makes sense "
            "just write and we go on from here."
        ),
        (
            "It doesn't have to be now. I'm here, and we pick it up when the moment "
            "is right for you."
        ),
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
    declined_booking=(
        "That's fine, the link stays valid if you change your mind.",
        "No problem, we leave the call for another time.",
    ),
    declined_handoff=(
        "Agreed, then the two of us carry on.",
        "All right, I'll stay with you.",
    ),
    followed_up=(
        "Agreed, I've left a note for the team. Thanks for the conversation and talk soon!",
        "Done, the team will get in touch, no hurry. It was a pleasure talking with you!",
    ),
    follow_up_note="The contact agreed that the team gets in touch again later.",
    all_done=(
        "If you need anything else, just write.",
        "Should any question come up, I'm here.",
        "I'm around for whatever you need.",
    ),
    is_bot=(
        "I'm a virtual assistant of the {tenant} team, yes, and can bring in a person if you like.",
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
    not_caught=(
        "I'm afraid I didn't quite catch that, but we can go on.",
        "Sorry, I couldn't make sense of that one, never mind.",
        "Hmm, that wasn't clear to me, we can come back to it.",
    ),
    off_topic=(
        "You've got me there 😄 What I do know about is {tenant}.",
        "That's beyond me, my subject here is {tenant}.",
    ),
    annoyed=(
        "You're right, sorry for the trouble.",
        "I apologise, I don't want to waste your time.",
    ),
    support=(
        "I'm sorry about that; our support team is the one to sort it out properly.",
        "For a case like this it's best that our team looks at it with you.",
    ),
    not_text=(
        "I can only read text here so far, so I didn't see what you sent.",
        "I can't open audio or pictures yet; in writing I follow you well.",
    ),
    heard=("I see.", "Right, let's go on.", "Okay, I'm with you.", "Good, moving on."),
    unnamed_tenant="support",
    lead=LEAD,
)
