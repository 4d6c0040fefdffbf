import { Skeleton } from '@mantine/core'
import { useTranslations } from 'use-intl'

const WIDTHS = [72, 54, 64, 48, 60, 69]

/** Rows with a picture and two lines, before they are known. Shown after 150 ms only. */
export function ListSkeleton({ rows = 5, height = 64 }: { rows?: number; height?: number }) {
  const t = useTranslations('app')

  return (
    <div className="delayed" role="status" aria-label={t('loading')} style={{ padding: '0.5rem' }}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} style={{ display: 'flex', alignItems: 'center', gap: '0.75rem', height, padding: '0 0.625rem' }}>
          <Skeleton circle height={38} />
          <div style={{ flex: 1 }}>
            <Skeleton height={12} width={`${WIDTHS[row % WIDTHS.length] ?? 60}%`} mb={9} />
            <Skeleton height={10} width={`${(WIDTHS[row % WIDTHS.length] ?? 60) - 22}%`} />
          </div>
        </div>
      ))}
    </div>
  )
}

/** A title and lines of text, before they are known. */
export function TextSkeleton({ lines = 4 }: { lines?: number }) {
  const t = useTranslations('app')

  return (
    <div className="delayed" role="status" aria-label={t('loading')}>
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} height={12} mb={12} width={`${WIDTHS[line % WIDTHS.length] ?? 60}%`} />
      ))}
    </div>
  )
}
