/** Beginnings of keys that are put together at run time (`code.${…}`): no search finds them whole. */
export const BUILT_KEYS = [
  'chat.agent.',
  'chat.agentRole.',
  'inbox.filter.',
  'inbox.key.',
  'inbox.leadState.',
  'inbox.tab.',
  'locale.',
  'nav.page.',
  'panel.bant.',
  'panel.decides.',
  'panel.field.',
  'panel.next.',
  'panel.period.',
  'problem.code.',
  'user.role.',
]
