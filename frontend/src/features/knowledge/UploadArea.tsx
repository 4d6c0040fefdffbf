import '@mantine/dropzone/styles.layer.css'

import { Button, Progress, Text } from '@mantine/core'
import { Dropzone } from '@mantine/dropzone'
import { IconAlertCircle, IconCheck, IconFileUpload } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'

import { useProblemText } from '@/ui/useProblemText'

import classes from './UploadArea.module.css'
import type { Upload, UploadQueue } from './UploadQueue'

const LARGEST = 20 * 1024 * 1024
// Some systems know no type for Markdown; the name's end counts as well.
const ACCEPTED = {
  'application/pdf': ['.pdf'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['.docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['.xlsx'],
  'text/markdown': ['.md', '.markdown'],
  'text/plain': ['.txt'],
  'text/html': ['.html', '.htm'],
  'text/csv': ['.csv'],
}

/** Drops files into the knowledge base, and shows each on its way. */
export function UploadArea({ queue, uploads }: { queue: UploadQueue; uploads: readonly Upload[] }) {
  const t = useTranslations('knowledge')
  const ended = uploads.some(({ state }) => state === 'done' || state === 'failed')

  return (
    <section className={classes.root} aria-label={t('upload')}>
      <Dropzone
        className={classes.drop}
        accept={ACCEPTED}
        maxSize={LARGEST}
        onDrop={(files) => queue.add(files)}
        onReject={(refused) => {
          for (const { file, errors } of refused) {
            const large = errors.some(({ code }) => code === 'file-too-large')
            queue.refuse(file.name, large ? 'FILE_TOO_LARGE' : 'FILE_TYPE_UNSUPPORTED')
          }
        }}
        inputProps={{ 'aria-label': t('chooseFiles') }}
      >
        <IconFileUpload size={26} stroke={1.5} aria-hidden="true" />
        <Text fw={600}>{t('drop')}</Text>
        <Text size="sm" c="dimmed">
          {t('dropHint')}
        </Text>
      </Dropzone>
      {uploads.length > 0 && (
        <ul className={classes.uploads} aria-live="polite">
          {uploads.map((upload) => (
            <UploadRow key={upload.id} upload={upload} />
          ))}
        </ul>
      )}
      {ended && (
        <Button size="xs" variant="subtle" onClick={() => queue.clear()}>
          {t('clearUploads')}
        </Button>
      )}
    </section>
  )
}

function UploadRow({ upload }: { upload: Upload }) {
  const t = useTranslations('knowledge')
  const describe = useProblemText()
  const { name, state, share } = upload

  return (
    <li className={classes.upload} data-state={state}>
      <span className={classes.name}>{name}</span>
      {state === 'failed' ? (
        <span className={classes.error}>
          <IconAlertCircle size={15} aria-hidden="true" />
          {describe(upload.error)}
        </span>
      ) : (
        <span className={classes.state}>
          {state === 'done' && <IconCheck size={15} aria-hidden="true" />}
          {t(`uploading.${state}`, { share })}
        </span>
      )}
      {state === 'sending' && <Progress className={classes.bar} value={share * 100} size="xs" aria-label={name} />}
    </li>
  )
}
