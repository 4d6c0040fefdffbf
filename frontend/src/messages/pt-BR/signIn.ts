export const signIn = {
  title: 'Entrar',
  welcome: 'Que bom ter você de volta',
  subtitle: 'Entre com o e-mail e a senha da sua conta.',
  email: 'E-mail',
  emailMissing: 'Escreva seu e-mail.',
  emailOdd: 'Um e-mail tem a forma nome@empresa.com.',
  password: 'Senha',
  passwordMissing: 'Escreva sua senha.',
  showPassword: 'Mostrar a senha',
  hidePassword: 'Ocultar a senha',
  submit: 'Entrar',
  expired: 'Sua sessão terminou. Entre de novo para continuar de onde parou.',
  pitch: 'Cada conversa,',
  pitchEnd: 'por inteiro.',
  pitchText:
    'Agentes que atendem seus clientes a qualquer hora, com contexto, custo e fontes sempre à vista da sua equipe.',
} as const
