from dom360.errors import Conflict, NotFound


class LabelNotFound(NotFound):
    code = "LABEL_NOT_FOUND"
    detail = "There is no such label here."


class LabelExists(Conflict):
    code = "LABEL_EXISTS"
    detail = "There is a label with this name. Choose another name."


class TooManyLabels(Conflict):
    code = "TOO_MANY_LABELS"
    detail = "A company has at most 200 labels. Remove one first."


class CannedAnswerNotFound(NotFound):
    code = "CANNED_ANSWER_NOT_FOUND"
    detail = "There is no such ready answer here."


class ShortcutTaken(Conflict):
    code = "SHORTCUT_TAKEN"
    detail = "Another ready answer has this shortcut. Choose another one."


class TooManyCannedAnswers(Conflict):
    code = "TOO_MANY_CANNED_ANSWERS"
    detail = "A company has at most 500 ready answers. Remove one first."
