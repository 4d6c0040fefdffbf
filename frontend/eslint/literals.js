/** Words on the screen come from src/messages: these find the ones that don't. */
const SPOKEN =
  '/^(label|description|placeholder|title|alt|error|aria-label|aria-description|aria-roledescription)$/'
const message = 'Text for people comes from src/messages, in every language.'

export const literalRules = {
  files: ['src/**/*.tsx'],
  ignores: ['src/**/*.test.tsx'],
  rules: {
    'no-restricted-syntax': [
      'error',
      { selector: 'JSXText[value=/\\p{L}/u]', message },
      { selector: `JSXAttribute[name.name=${SPOKEN}] > Literal[value=/\\p{L}/u]`, message },
      {
        selector: ':matches(JSXElement, JSXFragment) > JSXExpressionContainer > Literal[value=/\\p{L}/u]',
        message,
      },
      {
        selector:
          ':matches(JSXElement, JSXFragment) > JSXExpressionContainer > TemplateLiteral > TemplateElement[value.raw=/\\p{L}/u]',
        message,
      },
      {
        selector:
          ':matches(JSXElement, JSXFragment) > JSXExpressionContainer > :matches(ConditionalExpression, LogicalExpression) > Literal[value=/\\p{L}/u]',
        message,
      },
    ],
  },
}
