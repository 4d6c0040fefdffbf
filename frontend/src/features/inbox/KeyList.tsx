import { Kbd, Modal } from '@mantine/core'
import { useTranslations } from 'use-intl'

import classes from './KeyList.module.css'

const KEYS = [
  ['move', ['J', 'K']],
  ['search', ['/']],
  ['reply', ['R']],
  ['note', ['N']],
  ['takeOver', ['T']],
  ['resolve', ['E']],
  ['assign', ['A']],
  ['copilot', ['C']],
  ['details', ['I']],
  ['palette', ['Ctrl', 'K']],
  ['help', ['?']],
] as const

export function KeyList({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useTranslations('inbox')
  const tApp = useTranslations('app')

  return (
    <Modal opened={opened} onClose={onClose} title={t('keys')} size="sm" closeButtonProps={{ 'aria-label': tApp('close') }}>
      <dl className={classes.keys}>
        {KEYS.map(([name, keys]) => (
          <div key={name} className={classes.line}>
            <dt>{t(`key.${name}`)}</dt>
            <dd>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
