export const acting = {
  label: 'Acesso da plataforma',
  banner: 'Você trabalha em {company} em nome da plataforma: “{reason}”',
  left: '{minutes, plural, =0 {menos de um minuto} one {# minuto} other {# minutos}}',
  leftLabel: 'Tempo que resta: {time}',
  end: 'Encerrar',
  endFailed: 'Não foi possível encerrar',
  minutes: 'Por quanto tempo',
  minutesHint: 'Depois disso você sai sozinho.',
  m15: '15 minutos',
  m60: '1 hora',
  m240: '4 horas',
  m480: '8 horas',
} as const
