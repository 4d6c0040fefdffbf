"""Words of everyday Portuguese and English that customers swap for one another.

General language only: nothing here may name a business, a product or a document. Words are folded;
a line is one idea, in both languages, so that an English question meets a Portuguese document.
"""

import re

from dom360.agents.reading.words import stem

# Said in several words, compared as one.
_PHRASES = {
    "convenio": r"planos? de saude|health (?:plan|insurance)s?",
    "estacionamento": r"(?:parar|deixar|guardar|estacionar) (?:o |meu )?carro|car park|parking lot",
    "gratis": r"(?:de|por) graca|sem (?:custo|pagar(?: nada)?)|na faixa|free of charge|for free"
    r"|(?:por )?nossa conta",
    "offline": r"sem (?:internet|conexao|sinal)|without internet",
    "online": r"(?:pela|na|por|via) internet|pelo site|por video|a distancia",
    "emergencia": r"pronto[ -]socorro|pronto[ -]atendimento|emergency room",
    "acessibilidade": r"cadeiras? de rodas|cadeirantes?|wheelchairs?",
    "dois fatores": r"(?:duas|2) etapas|two[ -]factor",
    "domicilio": r"(?:em|na minha|a) casa|domiciliar(?:es)?",
    "reembolso": r"(?:devolv\w+|receb\w+|volta\w*|cade) (?:\w+ )?(?:o |meu )?dinheiro"
    r"|dinheiro (?:\w+ )?(?:volta|de volta)|valor (?:volta|integral)|money back",
    "minimo": r"a partir de|pelo menos|at least",
    "indisponivel": r"fora do ar",
    "antecedencia": r"quanto tempo antes|how long before",
    "feriado": r"bank holidays?",
    "fim-de-semana": r"fins? de semana|finais? de semana|weekends?",
    "aplicativo": r"celular(?:es)?",
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
    online internet remoto virtual video
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
    metro m2 metr2 quadrado metragem
    metr3 cubico
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
    processo acao causa processar lawsuit
""".strip().splitlines()


def _ideas() -> dict[str, frozenset[int]]:
    ideas: dict[str, set[int]] = {}
    for number, line in enumerate(_GROUPS):
        for word in line.split():
            ideas.setdefault(stem(word), set()).add(number)
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
