"""The agents with a language model: prompt, tools, limits, and what happens when the model fails.

`answer(…)` in `run` is the entrance. It is imported when the first turn needs it: pydantic-ai takes
a second to load, and an installation without a model never does.
"""
