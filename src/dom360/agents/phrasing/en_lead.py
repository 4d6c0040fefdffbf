"""English: what is said about a lead's fields."""

from dom360.agents.phrasing.catalogue import LeadTexts, Topic

LEAD = LeadTexts(
    learned={
        "company": (
            "Nice to meet you all at {value}!",
            "{value}, noted.",
            "Great to know {value}!",
        ),
        "no_company": (
            "That's fine, we go on without a company name.",
            "No problem, you don't need a company to talk with us.",
        ),
        "sector": (
            "Good to know that you're in {value}.",
            "Ah, {value}, nice.",
            "Right, {value} it is.",
        ),
        "employees": (
            "Right, {value} on the team.",
            "Good, so that makes {value}.",
            "Noted, {value} working with you.",
        ),
        "employees_one": (
            "I see, today it all goes through you.",
            "Right, so it's you looking after everything.",
        ),
        "pain": (
            "I understand, that does weigh on the day.",
            "It makes sense to want that solved.",
            "Thanks for telling me, the picture is clearer now.",
        ),
        "budget": (
            "Great, I'll take {value} as a reference.",
            "Thanks for being open, {value} is a good basis.",
            "Right, {value} then.",
        ),
        "authority_self": (
            "Great, then I'm talking with the person who decides.",
            "Good, so the decision is yours.",
        ),
        "authority_other": (
            "I see, the last word is with {value}.",
            "Right, so it's up to {value}.",
        ),
        "authority": (
            "Right, {value} has a say in the decision too.",
            "Good, then this has to make sense for {value} as well.",
        ),
        "timeline_urgent": ("Understood, it's urgent.", "Right, we'll treat this as urgent."),
        "timeline": (
            "Right, {value} gives us something to plan with.",
            "I noted the timing: {value}.",
        ),
        "timeline_open": ("That's fine, no hurry then.", "All right, we go at your pace."),
    },
    felt={
        "absence": (
            "I understand, an empty slot is money that doesn't come back.",
            "Last-minute absences do upset the whole schedule.",
        ),
        "waiting": (
            "I understand, people who wait too long simply leave.",
            "Slow answers are costly, customers don't wait.",
        ),
        "sales": (
            "I understand, it hurts to see opportunities slip away.",
            "That makes sense, selling more to those who already come is the first step.",
        ),
        "order": (
            "I know how it is, without order the rework eats the day.",
            "I understand, doing all of it by hand is tiring and invites mistakes.",
        ),
        "money": (
            "I understand, money that comes in late makes everything tight.",
            "Collecting payments is a delicate matter, I understand.",
        ),
        "people": (
            "I understand, keeping people is a constant challenge.",
            "Losing those who were already with you does hurt.",
        ),
        "time": (
            "I can imagine, the day gets short for all of it.",
            "I understand, time spent on routine is missing where it matters.",
        ),
    },
    learned_list=(
        "Good to know: {list}.",
        "Perfect, {list}, that already gives me a good idea.",
        "Thanks for telling me, I noted it all: {list}.",
    ),
    list_item={
        "company": "{value}",
        "no_company": "no company for now",
        "sector": "the field is {value}",
        "employees": "{value} on the team",
        "employees_one": "you look after everything",
        "pain": "the difficulty you described",
        "budget": "{value}",
        "authority_self": "the decision is yours",
        "authority_other": "the last word with {value}",
        "authority": "the decision with {value}",
        "timeline_urgent": "it's urgent",
        "timeline": "timing: {value}",
        "timeline_open": "no hurry",
    },
    list_and=" and ",
    with_people=" with {value}",
    corrected=("Ah, I've corrected that: {value}.", "Right, fixed it: {value}."),
    periods={"month": " a month", "year": " a year"},
    why={
        "company": (
            "It's just so that I know who I'm talking with and the team recognises you later.",
            "With the name I keep our conversation in the right place.",
        ),
        "sector": (
            "Every field works in its own way, so I only suggest what suits yours.",
            "I mean what the company does or sells, so that I bring similar examples.",
        ),
        "employees": (
            "The size of the team changes what makes sense; a rough number is fine.",
            "Just a ballpark figure, to get an idea of the size.",
        ),
        "pain": (
            "I'd like to start with what bothers you most instead of things that don't help.",
            "It may be something that takes time, loses customers or causes rework.",
        ),
        "budget": (
            "It's only a range, so that I don't suggest anything unrealistic for you.",
            "No commitment at all, a rough idea already helps.",
        ),
        "authority": (
            "That way the right people are in the conversation and you needn't repeat it all.",
            "It's to prepare the right material for whoever will look at it.",
        ),
        "timeline": (
            "Knowing the timing I can see what's possible, without rushing anybody.",
            "It's just so that the team can plan with you.",
        ),
    },
    questions={
        Topic.COMPANY: (
            "To start with, what's the name of your company?",
            "What is your company called?",
            "Which company are you writing from?",
        ),
        Topic.SECTOR: (
            "What line of business are you in?",
            "Which sector does the company work in?",
            "What do you do or sell, which field is it?",
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
            "How much do you plan to invest in this, roughly?",
            "What budget range do you have in mind for this project?",
            "What monthly amount would make sense for you?",
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
        Topic.NURTURE: (
            "May I ask the team to send you some more information and keep in touch?",
            "Would you like the team to send you some material, with no strings attached?",
        ),
        Topic.FOLLOW_UP: (
            "May I ask the team to get in touch in a month, with no commitment?",
            "Would you like the team to come back to you next month?",
        ),
        Topic.HANDOFF: (
            "Would you rather I brought in someone from the team to talk with you?",
            "May I pass the conversation to a colleague?",
        ),
    },
    follow_ups={
        ("company", Topic.SECTOR): "And what do you do over there, which field is it?",
        ("company", Topic.EMPLOYEES): "And how many of you work there today?",
        ("sector", Topic.EMPLOYEES): "And how many people are on the team today?",
        ("sector", Topic.COMPANY): "And what's the company called?",
        ("employees", Topic.COMPANY): "And what is the company's name?",
        ("employees", Topic.PAIN): "And in that routine, what gets in your way most today?",
        (
            "pain",
            Topic.BUDGET,
        ): "To turn that around, how much would you think of investing a month?",
        ("pain", Topic.EMPLOYEES): "And how many people on the team live with that?",
        ("pain", Topic.COMPANY): "Tell me, what's your company called?",
        ("budget", Topic.AUTHORITY): "And who has the last word on that investment?",
        ("authority", Topic.TIMELINE): "And when would you like to see this up and running?",
    },
)
