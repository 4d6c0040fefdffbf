import { SegmentedControl } from '@mantine/core'
import { useTranslations } from 'use-intl'

import { LOCALES } from '@/lib/locale'
import { useLocaleChoice } from '@/lib/LocaleProvider'

const SHORT = { 'pt-BR': 'PT', en: 'EN' } as const

export function LanguageSwitch() {
  const t = useTranslations()
  const { locale, choose } = useLocaleChoice()

  return (
    <SegmentedControl
      size="xs"
      aria-label={t('user.language')}
      value={locale}
      data={LOCALES.map((value) => ({
        value,
        label: (
          <span lang={value} title={t(`locale.${value}`)}>
            {SHORT[value]}
          </span>
        ),
      }))}
      onChange={(value) => void choose(value)}
    />
  )
}
