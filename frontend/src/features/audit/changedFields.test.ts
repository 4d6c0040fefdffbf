import { expect, test } from 'vitest'

import { changedFields } from './changedFields'

test('Only what changed is told, by name', () => {
  const before = { role: 'VIEWER', name: 'Ana', hours: { monday: [] } }
  const after = { name: 'Ana', role: 'TENANT_ADMIN', hours: { monday: [1] } }

  expect(changedFields(before, after)).toEqual([
    { name: 'hours', before: '{"monday":[]}', after: '{"monday":[1]}' },
    { name: 'role', before: 'VIEWER', after: 'TENANT_ADMIN' },
  ])
})

test('What is new or gone has one side', () => {
  expect(changedFields(null, { name: 'Site' })).toEqual([{ name: 'name', before: null, after: 'Site' }])
  expect(changedFields({ name: 'Site' }, null)).toEqual([{ name: 'name', before: 'Site', after: null }])
})

test('What has no value on either side is no change', () => {
  expect(changedFields({ note: null }, {})).toEqual([])
})
