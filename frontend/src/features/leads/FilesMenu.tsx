import { ActionIcon, Menu } from '@mantine/core'
import { IconDotsVertical, IconDownload, IconUpload } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'

import { exportAddress } from './exportAddress'
import type { LeadQuery } from './LeadSearch'

// Only who imports pays for it.
const ImportLeads = lazy(() => import('./ImportLeads'))

/** Leads as files: out for everybody, in for those who may write. */
export function FilesMenu({ query, mayWrite }: { query: LeadQuery; mayWrite: boolean }) {
  const t = useTranslations('leads')
  const [importing, setImporting] = useState(false)

  return (
    <>
      <Menu position="bottom-end" width={260} shadow="md">
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={t('files')}>
            <IconDotsVertical size={18} stroke={1.7} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {mayWrite && (
            <>
              <Menu.Item leftSection={<IconUpload size={17} stroke={1.7} />} onClick={() => setImporting(true)}>
                {t('import')}
              </Menu.Item>
              <Menu.Divider />
            </>
          )}
          <Menu.Label>{t('export')}</Menu.Label>
          {(['semicolon', 'comma'] as const).map((delimiter) => (
            <Menu.Item
              key={delimiter}
              component="a"
              href={exportAddress(query, delimiter)}
              download
              leftSection={<IconDownload size={17} stroke={1.7} />}
            >
              {t(`exportAs.${delimiter}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {importing && (
        <Suspense fallback={null}>
          <ImportLeads onClose={() => setImporting(false)} />
        </Suspense>
      )}
    </>
  )
}
