import { Button, Modal, Tabs, UnstyledButton } from '@mantine/core'
import { IconBraces, IconCheck, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

import { copyText } from '@/ui/CopyField'

import { useChat } from './ChatContext'
import { useExchange } from './exchanges'
import classes from './ProtocolButton.module.css'

/** The request that the agent got for a message and what it answered, as they went over the wire. */
export function ProtocolButton({ requestId }: { requestId: string }) {
  const t = useTranslations('protocol')
  const { mayWatch } = useChat()
  const [opened, setOpened] = useState(false)
  if (!mayWatch) return null

  return (
    <>
      <UnstyledButton className={classes.open} onClick={() => setOpened(true)}>
        <IconBraces size={14} stroke={1.8} aria-hidden="true" />
        {t('open')}
      </UnstyledButton>
      {opened && (
        <Modal opened onClose={() => setOpened(false)} title={t('title')} size="xl" closeButtonProps={{ 'aria-label': t('close') }}>
          <Exchanged requestId={requestId} />
        </Modal>
      )}
    </>
  )
}

function Exchanged({ requestId }: { requestId: string }) {
  const t = useTranslations('protocol')
  const exchange = useExchange(requestId)
  if (!exchange) return <p className={classes.none}>{t('none')}</p>

  return (
    <>
      <p className={classes.none}>{t('hint')}</p>
      <Tabs defaultValue="request" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="request">{t('request')}</Tabs.Tab>
          <Tabs.Tab value="answer">
            {exchange.status === null ? t('answer') : t('answerWith', { status: String(exchange.status) })}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="request">
          <Json label={t('request')} value={exchange.request} />
        </Tabs.Panel>
        <Tabs.Panel value="answer">
          {exchange.answer === null ? (
            <p className={classes.none}>{exchange.status === null ? t('unreached') : t('unreadable')}</p>
          ) : (
            <Json label={t('answer')} value={exchange.answer} />
          )}
        </Tabs.Panel>
      </Tabs>
    </>
  )
}

function Json({ label, value }: { label: string; value: unknown }) {
  const t = useTranslations('common')
  const [copied, setCopied] = useState(false)
  const text = JSON.stringify(value, null, 2)

  return (
    <div className={classes.json}>
      <Button
        className={classes.copy}
        size="compact-xs"
        variant="default"
        leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
        onClick={() => void copyText(text).then(setCopied)}
      >
        <span aria-live="polite">{copied ? t('copied') : t('copy')}</span>
      </Button>
      <pre className={classes.code} tabIndex={0} role="region" aria-label={label}>
        {text}
      </pre>
    </div>
  )
}
