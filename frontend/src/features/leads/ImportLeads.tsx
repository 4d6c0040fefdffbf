import '@mantine/dropzone/styles.layer.css'

import { Alert, Anchor, Button, Group, Modal, Table, Text } from '@mantine/core'
import { Dropzone } from '@mantine/dropzone'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { IconFileSpreadsheet, IconUpload } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

import { api, dataOf, type Schema } from '@/lib/api'
import { useNotify } from '@/ui/useNotify'
import { useProblemText } from '@/ui/useProblemText'

import classes from './ImportLeads.module.css'
import { leadsKeys } from './leadsKeys'

const LARGEST = 1024 * 1024
const COLUMNS = ['phone', 'name', 'company', 'sector', 'employees', 'pain', 'budget', 'authority', 'timeline', 'source']
const TEMPLATE = `data:text/csv;charset=utf-8,${encodeURIComponent(`${COLUMNS.join(';')}\n`)}`

function send(file: File, dryRun: boolean): Promise<Schema<'ImportReport'>> {
  return api
    .POST('/api/leads/import', {
      params: { query: { dry_run: dryRun } },
      headers: { 'content-type': 'text/csv' },
      // The file goes as it is: its encoding is for the server to find out.
      body: '',
      bodySerializer: () => file,
    })
    .then(dataOf)
}

/** A file of leads: first what would happen, then, when one agrees, the import. */
export default function ImportLeads({ onClose }: { onClose: () => void }) {
  const t = useTranslations()
  const describe = useProblemText()
  const notify = useNotify()
  const queries = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const look = useMutation({ mutationFn: (chosen: File) => send(chosen, true) })
  const store = useMutation({
    mutationFn: (chosen: File) => send(chosen, false),
    onSuccess: ({ created, updated }) => {
      notify.done(t('leads.imported', { created, updated }))
      onClose()
      return queries.invalidateQueries({ queryKey: leadsKeys.all })
    },
  })
  const error = store.error ?? look.error

  function choose(chosen: File | undefined) {
    if (!chosen) return
    setFile(chosen)
    store.reset()
    look.mutate(chosen)
  }

  return (
    <Modal opened onClose={onClose} title={t('leads.import')} size="lg" centered closeButtonProps={{ 'aria-label': t('app.close') }}>
      <Dropzone
        onDrop={(files) => choose(files[0])}
        onReject={() => notify.failed(t('leads.importRefused'))(new Error('refused'))}
        multiple={false}
        maxSize={LARGEST}
        loading={look.isPending}
        accept={{ 'text/csv': ['.csv'], 'text/plain': ['.txt', '.tsv'], 'application/vnd.ms-excel': ['.csv'] }}
        inputProps={{ 'aria-label': t('leads.chooseFile') }}
        className={classes.drop}
      >
        <IconFileSpreadsheet size={28} stroke={1.5} aria-hidden="true" />
        <Text fw={600}>{file ? file.name : t('leads.dropCsv')}</Text>
        <Text size="sm" c="dimmed">
          {t('leads.csvHint')}
        </Text>
      </Dropzone>
      <Text size="sm" mt="xs" c="dimmed">
        {t('leads.csvColumns')}{' '}
        <Anchor size="sm" href={TEMPLATE} download="leads.csv">
          {t('leads.csvTemplate')}
        </Anchor>
      </Text>
      {error && (
        <Alert color="red" mt="md" role="alert">
          {describe(error)}
        </Alert>
      )}
      {look.data && <Foreseen report={look.data} />}
      <Group justify="flex-end" mt="lg" gap="sm">
        <Button variant="default" onClick={onClose}>
          {t('app.cancel')}
        </Button>
        {file && look.data && look.data.created + look.data.updated > 0 && (
          <Button leftSection={<IconUpload size={17} />} loading={store.isPending} onClick={() => store.mutate(file)}>
            {t('leads.importCount', { count: look.data.created + look.data.updated })}
          </Button>
        )}
      </Group>
    </Modal>
  )
}

function Foreseen({ report }: { report: Schema<'ImportReport'> }) {
  const t = useTranslations('leads')

  return (
    <section aria-live="polite" className={classes.report}>
      <dl className={classes.counts}>
        {(['created', 'updated', 'rejected'] as const).map((kind) => (
          <div key={kind} data-kind={kind} data-some={report[kind] > 0 || undefined}>
            <dt>{t(`importCounts.${kind}`)}</dt>
            <dd>{report[kind]}</dd>
          </div>
        ))}
      </dl>
      {report.errors.length > 0 && (
        <div className={classes.errors} tabIndex={0} role="region" aria-label={t('importErrors')}>
          <Table fz="sm" stickyHeader>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('line')}</Table.Th>
                <Table.Th>{t('column')}</Table.Th>
                <Table.Th>{t('whatIsWrong')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {report.errors.map((error, index) => (
                <Table.Tr key={index}>
                  <Table.Td>{error.line}</Table.Td>
                  <Table.Td>{error.field}</Table.Td>
                  <Table.Td>{t(`rowError.${error.code}`)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      {report.rejected > report.errors.length && (
        <Text size="sm" c="dimmed">
          {t('moreErrors', { count: report.rejected - report.errors.length })}
        </Text>
      )}
    </section>
  )
}
