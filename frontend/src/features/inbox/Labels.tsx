import { Menu, TextInput, UnstyledButton } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { IconCheck, IconPlus, IconTag } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

import { api, dataOf } from '@/lib/api'
import { useNotify } from '@/ui/useNotify'

import { useInbox } from './InboxContext'
import { inboxKeys } from './inboxKeys'
import classes from './Labels.module.css'
import type { Conversation } from './pages'
import { useActions } from './useActions'
import { useLabels } from './useDesk'

const COLORS = ['petrol', 'clay', 'green', 'blue', 'violet', 'yellow', 'red', 'gray'] as const

export function Labels({ conversation }: { conversation: Conversation }) {
  const t = useTranslations('panel')
  const { mayWrite } = useInbox()
  const labels = useLabels()
  const own = labels.data?.filter(({ id }) => conversation.label_ids.includes(id)) ?? []

  return (
    <div className={classes.labels}>
      {own.map((label) => (
        <span key={label.id} className={classes.label} data-color={label.color}>
          {label.name}
        </span>
      ))}
      {own.length === 0 && !mayWrite && <span className={classes.none}>{t('noLabels')}</span>}
      {mayWrite && <Chooser conversation={conversation} />}
    </div>
  )
}

function Chooser({ conversation }: { conversation: Conversation }) {
  const t = useTranslations('panel')
  const { myId } = useInbox()
  const labels = useLabels()
  const actions = useActions(conversation.id, myId)
  const add = useAddLabel()
  const [text, setText] = useState('')
  const chosen = conversation.label_ids
  const all = labels.data ?? []
  const found = all.filter(({ name }) => name.toLowerCase().includes(text.trim().toLowerCase()))
  const isNew = text.trim() !== '' && !all.some(({ name }) => name.toLowerCase() === text.trim().toLowerCase())

  function toggle(id: string) {
    const labelIds = chosen.includes(id) ? chosen.filter((it) => it !== id) : [...chosen, id]
    actions.mutate({ do: 'label', labelIds })
  }

  async function create() {
    const label = await add.mutateAsync({ name: text.trim(), color: COLORS[all.length % COLORS.length] ?? 'gray' })
    setText('')
    actions.mutate({ do: 'label', labelIds: [...chosen, label.id] })
  }

  return (
    <Menu position="bottom-end" width={240} shadow="md" closeOnItemClick={false} trapFocus={false}>
      <Menu.Target>
        <UnstyledButton className={classes.add}>
          <IconPlus size={14} stroke={2} aria-hidden="true" />
          {t('editLabels')}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <TextInput
          size="xs"
          m={4}
          aria-label={t('findLabel')}
          placeholder={t('findLabel')}
          maxLength={40}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          data-autofocus
        />
        {found.slice(0, 10).map((label) => (
          <Menu.Item
            key={label.id}
            leftSection={<span className={classes.dot} data-color={label.color} aria-hidden="true" />}
            rightSection={chosen.includes(label.id) && <IconCheck size={15} />}
            onClick={() => toggle(label.id)}
          >
            {label.name}
          </Menu.Item>
        ))}
        {isNew && (
          <Menu.Item leftSection={<IconTag size={15} />} disabled={add.isPending} onClick={() => void create()}>
            {t('createLabel', { name: text.trim() })}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

function useAddLabel() {
  const t = useTranslations('inbox')
  const queryClient = useQueryClient()
  const { failed } = useNotify()

  return useMutation({
    mutationFn: (label: { name: string; color: (typeof COLORS)[number] }) =>
      api.POST('/api/labels', { body: label }).then(dataOf),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: inboxKeys.labels() }),
    onError: failed(t('actionFailed')),
  })
}
