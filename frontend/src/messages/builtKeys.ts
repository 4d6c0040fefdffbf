/** Beginnings of keys that are put together at run time (`code.${…}`): no search finds them whole. */
export const BUILT_KEYS = [
  'chat.agent.',
  'chat.agentRole.',
  'locale.',
  'nav.page.',
  'problem.code.',
  'user.role.',
]
