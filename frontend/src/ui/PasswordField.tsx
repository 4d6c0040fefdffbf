import { PasswordInput, type PasswordInputProps } from '@mantine/core'
import { IconEye, IconEyeOff } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

/** A password that one can look at, also by keyboard. */
export function PasswordField(props: PasswordInputProps) {
  const t = useTranslations('signIn')
  const [visible, setVisible] = useState(false)

  return (
    <PasswordInput
      size="md"
      visible={visible}
      onVisibilityChange={setVisible}
      visibilityToggleIcon={({ reveal }) =>
        reveal ? (
          <IconEyeOff size={18} stroke={1.7} aria-hidden="true" />
        ) : (
          <IconEye size={18} stroke={1.7} aria-hidden="true" />
        )
      }
      visibilityToggleButtonProps={{ 'aria-label': visible ? t('hidePassword') : t('showPassword'), tabIndex: 0 }}
      {...props}
    />
  )
}
