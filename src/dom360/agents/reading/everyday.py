"""More words that customers swap for one another: of trades that sell to everybody.

As in `synonyms`: general language, one idea a line, nothing that one business alone would say.
"""

GROUPS = """
    internet wifi wi-fi rede conexao
    gluten celiaco celiaca
    lactose leite intolerante intolerancia
    vegano vegetariano vegetal vegan vegetarian
    alergia alergico alergica allergy
    tomada carregador carregar recarga recarregar charger
    bicicleta bike bicycle
    desjejum cafe-da-manha breakfast
    lavanderia lavar lavagem laundry
    longe perto distancia metros quilometros km proximo distante far near distance
    desistir desistencia cancelar cancelamento arrependimento
    chegada chegar checkin entrada entrar arrival
    saida sair checkout departure
    limpar limpeza higienizar higienizacao lavar
    mandar mandam enviar enviamos envio send
    acumular acumula passar sobrar
    errado errada trocar engano
    animal bicho pet
    mala malas bagagem luggage
    hospedar hospedagem hospede estadia pernoite diaria hotel pousada stay guest
    quarto suite acomodacao apartamento room
    piscina pool
    praia mar orla beach
    jantar refeicao prato cardapio menu dinner
    almoco refeicao prato lunch
    bebida suco refrigerante cerveja drink
    sobremesa doce dessert
    delivery motoboy entrega
    aniversario festa comemoracao evento party
    noivo noiva casamento wedding
    foto fotos fotografia imagens
    translado traslado transfer transporte
    passeio tour excursao trip
    aeroporto airport
    cachorro cadela cao canino cachorrinho
    gato gata felino felina
    filhote bebe
    racao alimento comida
    castrar castracao castrado castrada
    veterinario veterinaria vet
    pulga pulgas antipulgas carrapato
    unha unhas manicure
    barba barbear barbeiro
    cabelo corte cortar hair
    pneu pneus roda
    revisao manutencao
    guincho reboque socorro
    apolice seguro cobertura
    inquilino locatario
    fiador fianca caucao deposito garantia
    imovel casa apartamento
    mobilia mobiliado moveis
    escola colegio
    licao aula classe lesson
    prova teste avaliacao test
    nivelamento nivel
    livro apostila material didatico book
    repor reposicao recuperar
    traducao traduzir tradutor translation
    viagem intercambio viajar travel
    passagem bilhete voo
    iniciante basico
    turma grupo classe
    convidado convidados pessoas lugares
    capacidade caber cabe cabem lotacao comportar
    hospedar receber aceitar
    velhinho idoso velho senior
    filhotinho filhote
    mensalidade mensal mes
    matricula matricular inscricao inscrever
    assinatura plano clube mensal
    fidelidade permanencia carencia
    vencer vencimento vence pagar
    antecipado adiantado antes
    multa juros atraso
    noturno noite madrugada plantao
    diurno dia manha
    cobrar cobranca cobrado pagar pago paga custa
    busca buscar buscamos retirar coleta
    domicilio casa residencia
    conserto arrumar consertar
    usado seminovo segunda-mao used
    embrulho presente embalagem gift
    vale-presente gift-card
    tempo duracao demora demorar dura
    comeco inicio abertura
    ultimo ultima final
    aviso avisar comunicar antecedencia
    velocidade mega mb mbps
    tamanho numero numeracao
    nome chama chamar
    sujo mancha sujeira
    chuva chover chuvoso rain
    frio calor aquecido climatizado ar-condicionado
    aquecida aquecido quente morna
    seguranca cameras vigilancia
    acompanhar acompanhante acompanhado
    sozinho desacompanhado
    proibido permitido pode
    grupo grupos turma excursao
    avulso avulsa unitario individual
    particular individual privado private
    coletivo coletiva grupo turma
    reuniao encontro meeting
    orcamento proposta cotacao quote
    visita visitar conhecer visit
    amostra provar prova degustacao
    montar monta montagem
    personalizado personalizar sob-medida encomenda
    pronta-entrega estoque disponivel
    atacado quantidade
    sinal entrada adiantamento reserva
    restante resto saldo
    credito vale
    devolver devolvem devolucao reembolso estorno dinheiro
    desmarcar desmarcada cancelar cancelado
""".strip().splitlines()
