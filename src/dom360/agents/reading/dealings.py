"""Words that customers swap for one another when they deal with any business: paying, ordering,
coming, giving back, complaining. As in `synonyms`: general language, one idea a line."""

GROUPS = """
    juros acrescimo encargo interest surcharge
    avista pix dinheiro especie boleto
    desconto abatimento promocao menos barato economia off
    acostumar adaptar adaptacao habituar ajustar
    desistir desistencia arrepender arrependimento cancelar mudar
    sobrar sobra excedente fechado lacrado intacto
    servir serve valer vale valido validade
    rasgar rasgado furar furado danificar dano quebrar quebrado estragar defeito
    rachar rachado trincar quebrar
    barulho ruido som silencio
    acompanhamento acompanhar monitorar rastrear rastreio rastreamento tracking
    chegar entrega entregar receber prazo
    motoboy entregador transportadora correio correios sedex frete
    levar entregar buscar
    domicilio casa residencia residencial endereco
    empresa pj cnpj juridica corporativo empresarial
    fisica cpf particular consumidor
    funcionario colaborador empregado corporativo convenio
    prefeitura municipal municipio servidor
    governo publico estadual federal licitacao
    estudante aluno universitario meia carteirinha
    professor docente educador
    igreja religioso templo
    oftalmo oftalmologista olhos vista
    orto ortopedista ortopedia
    odonto dentista odontologia
    nutri nutricionista
    psico psicologo psicologia
    fisio fisioterapia
    vet veterinario
    refri refrigerante bebida
    foto fotografia fotografico imagem
    video filmagem gravacao filmar
    contrato fidelidade carencia permanencia vinculo
    prorrogar estender renovar renovacao prolongar
    trancar pausar congelar suspender interromper
    transferir passar ceder titularidade nome
    emprestar emprestimo alugar aluguel
    caucao deposito garantia
    sinal entrada adiantamento reserva antecipado
    quitar pagar pagamento
    atrasar atraso vencido inadimplente
    negativado spc serasa restricao
    fiador avalista garantia
    comprovante recibo nota cupom
    orcamento cotacao proposta avaliacao
    gratuito gratis cortesia brinde free
    presente brinde mimo lembranca
    sorteio premio ganhar
    pontos fidelidade cashback bonus
    cupom codigo voucher desconto
    atacado revenda revender lojista quantidade volume
    minimo menor
    maximo maior limite capacidade
    unidade avulso separado individual solto
    kit combo conjunto pacote
    tamanho numero numeracao medida
    cor tom tonalidade estampa
    modelo tipo versao estilo linha
    marca fabricante grife
    original genuino legitimo
    paralelo generico similar
    usado seminovo
    novo lacrado zero
    importado estrangeiro internacional
    nacional brasileiro
    composicao tecido materia
    algodao tecido malha
    couro sintetico
    madeira mdf
    organico natural
    caseiro artesanal manual
    congelado gelado frio
    quente aquecido aquecimento
    sabor recheio cobertura
    vegano vegetal vegetariano
    acucar diet zero diabetico
    validade vencimento vencer duracao durar
    conservar guardar armazenar geladeira
    montagem montar instalacao instalar
    desmontar retirar remover
    medir medicao medida visita
    visita vistoria tecnico
    manutencao revisao limpeza
    peca reposicao componente
    assistencia suporte ajuda atendimento
    reclamar reclamacao problema
    emergencia urgente urgencia plantao socorro
    feriado natal pascoa carnaval
    ferias recesso
    madrugada noturno noite
    manha cedo matutino
    tarde vespertino
    almoco intervalo
    fila espera aguardar chegada
    hora horario agendamento agenda marcado
    encaixe vaga horario disponivel
    remarcar reagendar mudar transferir adiar
    faltar falta comparecer ausencia
    acompanhante responsavel companhia
    menor crianca adolescente
    bebe recem-nascido nenem
    idoso aposentado senior
    gestante gravida
    deficiente acessibilidade rampa elevador
    perto proximo vizinho lado
    onibus metro estacao ponto
    elevador escada andar
    banheiro sanitario chuveiro ducha
    vestiario armario chave
    toalha roupa enxoval
    internet wifi wi-fi
    tomada energia luz
    ar-condicionado climatizado ventilador
    animal pet cachorro gato bicho
    fumar fumante cigarro
    festa evento aniversario comemoracao
    decoracao decorar enfeite
    som musica
    buffet comida alimentacao
    locacao alugar aluguel espaco
    seguro cobertura protecao
    roubo furto roubar
    acidente batida sinistro
    perder perda extraviar extravio
    danificar avariar avaria
    estornar estorno reembolso devolvido
    credito saldo
    curso aula treinamento capacitacao oficina
    certificado diploma comprovante
    inicio comecar comeca abertura
    duracao dura carga
    prova teste avaliacao exame
    nivel iniciante basico avancado
    online remoto distancia virtual ead
    presencial local
    material apostila livro
    matricula inscricao cadastro adesao
    mensalidade mensal assinatura
    usuario acesso conta login
    senha acesso entrar
    celular aplicativo app mobile
    integrar integracao conectar api
    importar migrar migracao trazer
    exportar baixar extrair
    dados informacoes registros
    seguranca seguro criptografado protegido lgpd privacidade
    relatorio grafico indicador painel
    contador contabilidade contabil
    garantir garantia
    arrumar consertar reparar conserto
    trocar substituir substituicao troca
    experimentar provar prova testar teste amostra
    personalizar personalizado medida gravar gravacao encomenda
    embrulhar embalar embalagem embrulho
    pagar cobrar cobrado cobranca custo
    incluir incluso embutido inclui
    caminhao frete carreto
    mudanca transporte
    pintar pintura
    lavar lavagem limpeza higienizar
    costurar costura ajuste barra
    escanear digitalizar digitalizacao
    encadernar encadernacao capa
    plastificar plastificacao
    descartar descarte recolher reciclar lixo
    gringo estrangeiro
    contratar contratacao adesao assinar
    autorizar autorizacao consentimento
    assinar assinatura
    dirigir motorista conduzir
    habilitacao cnh carteira
    moto motocicleta
    carro veiculo automovel
    doer dor incomodar
    fechar fecha fecham funcionar funciona funcionamento
    pequeno pequena menor menores
    grande maior maiores
    marmita almoco comida refeicao
    auditorio palestra evento conferencia workshop
    imprimir impressao
    bicicleta bike bicicletario
    banho chuveiro ducha vestiario
    experiencia experimentar teste testar degustar
    perto proximo quadra distancia
    mensalidade cobranca pagamento fatura parcela
    reuniao chamada videoconferencia
    convidado visita visitante acompanhante
    vantagem beneficio cortesia bonus desconto
    sitio fazenda chacara rural roca
    predio apartamento condominio edificio
    luz energia eletricidade forca apagao
    chuva chover nublado temporal tempo
    perder reter retencao multa reembolso dinheiro
    produzir gerar geracao producao fabricar
    aprovar aprovacao liberar liberacao homologacao
    painel placa modulo
    goteira infiltracao vazamento pingar vazar
    queimar queimado pifar defeito estragar
    aposentadoria inss beneficio
    filial unidade loja endereco
    dono proprietario fundador socio
    desbloquear destravar liberar
    esquecer perder recuperar
    baixar reduzir diminuir
    aumentar subir crescer ampliar expandir
    mandar enviar encaminhar anexar
    pegar retirar buscar
    escolher selecionar definir optar
    juntar acumular somar combinar
    avisar comunicar informar antecedencia
    conferir verificar checar vistoria inspecao
    comer refeicao alimentacao comida lanche
    beber bebida
    vestir roupa traje uniforme
    chover chuva
    machucar machucado ferir acidente
    doente doenca febre gripe passar-mal
    vacinar vacina
""".strip().splitlines()
