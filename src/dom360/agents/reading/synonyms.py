"""Words of everyday Portuguese and English that customers swap for one another.

General language only: nothing here may name a business, a product or a document. Words are folded;
a line is one idea, in both languages, so that an English question meets a Portuguese document.
"""

import re

from dom360.agents.reading import dealings, everyday
from dom360.agents.reading.words import stem

# Said in several words, compared as one.
_PHRASES = {
    "convenio": r"planos? de saude|health (?:plan|insurance)s?",
    "estacionamento": r"(?:parar|deixar|guardar|estacionar) (?:o |meu )?carro|car park|parking lot",
    "gratis": r"(?:de|por) graca|sem (?:custo|pagar(?: nada)?)|na faixa|free of charge|for free"
    r"|(?:por )?nossa conta",
    "climatizado": r"ar[- ]condicionado|air conditioning",
    "remarcar": r"(?:mudar|trocar|passar|adiar|alterar|transferir) (?:o |a |de )?(?:dia|data"
    r"|horario)",
    "coleta": r"(?:buscam|busca|buscar|pegam|pega|pegar|retiram|recolhem) (?:aqui )?(?:em casa"
    r"|na minha casa|no meu (?:predio|apartamento|trabalho|endereco)|as? \w+ (?:em|na minha) casa)",
    "energia": r"(?:faltar|falta|acabar|cair|caindo|acabou|sem) (?:a )?(?:luz|energia)"
    r"|queda de energia|power (?:cut|outage)",
    "offline": r"sem (?:internet|conexao|sinal)|without internet",
    "online": r"(?:pela|na|por|via) internet|pelo site|por video|a distancia",
    "emergencia": r"pronto[ -]socorro|pronto[ -]atendimento|emergency room",
    "acessibilidade": r"cadeiras? de rodas|cadeirantes?|wheelchairs?",
    "dois fatores": r"(?:duas|2) etapas|two[ -]factor",
    "domicilio": r"(?:em|na minha|a) casa|domiciliar(?:es)?",
    "reembolso": r"(?:devolv\w+|receb\w+|volta\w*|cade) (?:\w+ )?(?:o |meu )?dinheiro"
    r"|dinheiro (?:\w+ )?(?:volta|de volta)|valor (?:volta|integral)|money back",
    "mesmo-dia": r"mesmo dia|na hora|same day",
    "minimo": r"a partir de|pelo menos|at least",
    "indisponivel": r"fora do ar",
    "antecedencia": r"quanto tempo antes|how long before",
    "feriado": r"bank holidays?",
    "fim-de-semana": r"fins? de semana|finais? de semana|weekends?",
    "aplicativo": r"celular(?:es)?",
    "cafe-da-manha": r"cafe da manha",
    "madrugada": r"de noite|a noite inteira",
    "barato": r"mais em conta|menor (?:preco|valor)",
    "avista": r"a vista|(?:pix|dinheiro) ou (?:pix|dinheiro)|no (?:pix|dinheiro)|em dinheiro",
    "desconto": r"\d+ ?% (?:a menos|off|de abatimento)",
    "terceira-idade": r"terceira idade|mais de 6[05] anos|(?:6[05]|[789]\d) anos",
}
_GROUPS = """
    estacionamento estacionar vaga garagem parking
    endereco localizacao localizado fica rua avenida alameda praca address located
    telefone fone ligar ligacao contato phone
    whatsapp zap whats wpp
    email e-mail
    convenio insurance carteirinha
    aceitar aceito aceita accept atender atendemos trabalhar trabalhamos receber cobrir
    parcelar parcela parcelado dividir divide prestacao vezes installment
    crianca filho filha bebe menor infantil adolescente child children kid
    idoso idosa terceira-idade aposentado senior
    gravida gestante gestacao gravidez pregnant
    trocar troca devolver devolucao arrepender arrependimento return exchange
    entregar entrega frete envio enviar delivery shipping
    cancelar cancelamento desmarcar encerrar cancel
    marcar agendar agendamento reservar reserva marcacao schedule book
    remarcar reagendar adiar transferir reschedule
    online internet remoto virtual video portal site web
    medico medica doutor doutora dr dra doctor physician
    gratis gratuito gratuita isento isencao cortesia free
    multa taxa penalidade fee fine
    faltar falta ausencia ausente
    funcionario colaborador equipe pessoal empregado staff employee
    aplicativo app celular smartphone mobile
    offline conexao desconectado
    quebrar quebrado quebrou quebrada defeito estragar estragou danificado avaria parar broken
    vazar vazamento incidente violacao breach leak
    expirar expiram expira vencer vence vencem vencimento validade expire
    validade valido valida valer vale valem valid
    cachorro cao caes gato animal pet dog
    roupa vestir vestido clothes wear
    reembolso reembolsar estorno devolver devolvemos ressarcir refund
    propaganda oferta publicidade promocao marketing
    abrir abre aberto aberta funcionar funciona funcionamento atendimento atender open
    fechar fecha fechado fechada close
    iniciar comecar comeca comeco inicio start
    terminar acabar acaba fim termino final encerra
    aumentar aumento aumentam reajuste reajustar reajustado encarecer
    baixar download exportar exportacao exportacoes descarregar obter
    apagar excluir exclusao deletar remover anonimizar eliminar delete erase
    documento documentos rg cpf papel papelada document
    humano pessoa gente
    presencial presencialmente
    ensinar curso treinamento aula capacitacao training course
    ajuda suporte assistencia help support
    problema erro falha rejeitada rejeicao rejeitar recusada recusar
    migrar migracao mudar trocar migration
    senha acesso login password entrar
    bloquear bloqueado bloqueada bloqueio suspender suspenso
    comprar compra adquirir aquisicao purchase buy
    vender vendem venda vendido sell
    alugar aluguel alugado locacao rent
    desconto abatimento discount
    extra adicional excedente acima mais additional
    limite maximo maxima ate max limit
    minimo minima minimum
    demorar demora levar leva duracao dura durar prazo take takes
    tolerancia atraso atrasado atrasada atrasar late
    imagem imagens gravacao gravacoes video filmagem
    guardar guardam armazenar armazenado armazenamento retencao conservar manter espaco store kept
    retirar retirada buscar pegar coletar pick
    garantia garantido warranty guarantee
    consertar conserto reparo reparar repair
    instalar instalacao montar montagem install
    integrar integracao integra conectar conecta conexao integration
    importar importacao importado import
    metroquadrado quadrado metragem metro
    metrocubico cubico metro
    litro l liter
    lata galao balde
    cano tubo tubulacao pipe
    ferro vergalhao aco
    tamanho medida dimensao largura size
    cidade municipio regiao city
    dono proprietario socio owner
    encarregado dpo responsavel
    especialista profissional professional
    consulta atendimento appointment
    resultado laudo result
    jejum fasting
    agua water
    dirigir carro veiculo
    casamento matrimonio casado
    amigavel consensual acordo
    patrao empregador empresa
    amigo amiga convidado convidada acompanhante colega friend guest
    comprovante recibo receipt
    idade faixa anos age
    semanal semana
    mensal mes mensalidade monthly
    anual ano yearly
    diaria dia
    interno interna dentro indoor
    externo externa fora area outdoor
    seguro seguranca protegido security
    nuvem servidor server hospedado
    ingles english
    moeda moedas currency currencies
    socio parceiro parceria partner parcerias
    usuario usuarios user
    frequencia intervalo periodicidade
    fatura boleto invoice
    banco bank
    preparo preparar preparacao preparation
    certificado diploma certificate
    prefeitura municipal
    autorizacao autorizar liberar liberacao permissao permission
    permitir permitido pode proibido allowed
    fotografar foto picture
    horario hora horarios
    remedio medicamento medicacao medicine
    receitar receita prescrever prescricao
    lavar limpar limpeza wash
    molhar agua umido molhado
    subir sobem subimos sobe
    descer descem desce
    dormir noite madrugada
    avisar aviso avisam comunicar informar notificar notificacao notify
    escolher opcao selecionar choose
    proteger protecao
    oferta promocao
    exigir exige precisar necessario obrigatorio obrigatoria require required
    incluso incluido incluida inclui inclusa vem include included
    verificacao autenticacao verificar autenticar
    cair falhar queda
    reenviar tentar tentativa repetir retry
    ganhar ganho recebe earn
    preferir escolher
    advogado advogada lawyer advocacia
    cartao credito debito card
    dinheiro especie cash
    assinar assinatura contratar contrato subscription subscribe sign
    experimentar experimento teste demonstracao trial demo
    licenca assento usuario seat
    backup copia
    relatorio report painel dashboard grafico
    nota nf nfe nfse cupom invoice
    imposto tributo tax
    reclamar reclamacao ouvidoria complaint
    emprego curriculo contratacao job
    filial unidade matriz loja branch
    perto proximo vizinho near
    onibus metro trem transporte bus
    banheiro toalete sanitario vaso bathroom
    lanche lanchonete refeicao comida restaurante food
    exame analise exam
    cirurgia operacao operar surgery
    dentista odontologia odontologico dental
    oftalmologista oftalmologia olhos vista
    dermatologista dermatologia dermato pele skin
    cardiologista cardiologia cardio coracao heart
    ortopedista ortopedia ossos
    ginecologista ginecologia gineco
    pediatra pediatria pediatrico
    nutricionista nutricao nutri dieta
    psicologo psicologa psicologia terapia
    fisioterapia fisio fisioterapeuta
    vacina vacinacao vacinar imunizacao dose vaccine
    sangue sanguineo coleta blood
    peso pesa quilo kg weight
    altura largura comprimento medida tamanho
    cor tonalidade colorido color
    potencia watts
    voltagem tensao volts bivolt
    marca fabricante brand
    estoque disponivel stock
    encomenda encomendar
    peca pecas unidade item piece
    pacote combo kit package
    parede muro wall
    chao piso pavimento floor
    telhado telha cobertura teto roof
    pintar pintura tinta paint
    misturar mistura proporcao traco mix
    diluir diluicao dissolver
    secar secagem seco dry
    render rendimento rende
    maquina equipamento aparelho ferramenta machine
    caminhao caminhonete truck
    motorista entregador driver
    trancar trancamento congelar pausar pausa suspender
    matricula inscricao cadastro inscrever matricular cadastrar registration
    aluno estudante student
    professor instrutor treinador teacher
    turma classe class
    divorcio separacao separar divorciar divorce
    heranca inventario
    demissao demitido rescisao saida desligamento
    indenizacao danos
    voo aviao passagem aerea flight
    criminal crime penal
    mudar alterar alteracao mudanca trocar modificar editar change
    ativar habilitar configurar configuracao ligar activate enable
    desativar desligar desabilitar disable
    convidar convite adicionar incluir invite add
    remover tirar excluir remove
    idioma lingua language
    exterior estrangeiro internacional abroad foreign
    planilha excel xlsx csv spreadsheet
    arquivo anexo file
    lembrete aviso reminder
    responder resposta retorno answer reply
    urgente urgencia emergencia prioridade critico urgent
    invadir invasao hacker ataque
    criptografia criptografado cifrado encryption
    sigilo sigiloso confidencial confidencialidade privacidade secret privacy
    lei legal juridico law
    assinado assinada assinar signed
    sabado fim-de-semana
    domingo fim-de-semana
    salario remuneracao wage
    bebida drink
    quantidade volume
    visto visa
    tratamento tratar treatment
    juros interest
    entrada sinal adiantamento
    almoco intervalo lunch
    pedido encomenda order
    produto mercadoria item product
    material materiais
    embalagem caixa lacrado
    sobrar sobra resto restante
    comissao porcentagem
    indicar indicacao recomendar recomendacao recommend
    ponto pontos fidelidade cashback
    estrutural estrutura
    reformar reforma obra construcao
    mes mensalmente monthly
    diario diariamente daily
    medico clinico
    dispensar dispensado isento
    processo acao causa processar lawsuit
    gerador nobreak energia
    baby bebe bercario
    kids crianca infantil
    coleta buscar buscamos recolher retirada
    danificar danificada estragar estragarem manchar rasgar
    abrigo cobertura coberto
    som caixa microfone
    doce docinho brigadeiro sobremesa
    salgado salgadinho petisco aperitivo
    decoracao tema enfeite
    animador monitor recreador recreacao
    passado passada ferro engomar
    separar separado parte
    perfume cheiro aroma odor
    autoatendimento self-service sozinho mesmo
    lavadora maquina lavar
    secadora secar
    desistir cancela cancelar
""".strip().splitlines()


def _ideas() -> dict[str, frozenset[int]]:
    ideas: dict[str, set[int]] = {}
    for number, line in enumerate([*_GROUPS, *everyday.GROUPS, *dealings.GROUPS]):
        for word in line.split():
            ideas.setdefault(stem(word.replace("-", "")), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in ideas.items()}


IDEAS = _ideas()
_COMPILED = [(re.compile(rf"\b(?:{pattern})\b"), word) for word, pattern in _PHRASES.items()]
_NONE: frozenset[int] = frozenset()


def ideas_of(word_stem: str) -> frozenset[int]:
    return IDEAS.get(word_stem, _NONE)


def name_phrases(folded: str) -> str:
    """In place of each known phrase the one word that it means."""
    for pattern, word in _COMPILED:
        folded = pattern.sub(word, folded)
    return folded


def add_names(folded: str) -> str:
    """The same beside the phrases, for texts that may be met in their own words too."""
    names = [word for pattern, word in _COMPILED if pattern.search(folded)]
    return " ".join([folded, *names])
