"""What a thing is a kind of, in everyday Portuguese and English.

Who asks about a jacket is answered by what is said of clothes. It doesn't hold the other way: what
is said of jackets says nothing of clothes. General language; the wider word comes first.
"""

from dom360.agents.reading.words import stem

_KINDS = """
    animal: cachorro cachorra gato gata cao cadela filhote passaro coelho hamster papagaio calopsita
    vaga: carro moto
    estacionamento: carro moto
    bicho: cachorro gato passaro coelho
    pet: cachorro gato passaro coelho hamster
    roupa: camisa blusa calca jaqueta casaco vestido terno saia short bermuda moletom camiseta
    peca: camisa blusa calca jaqueta casaco vestido terno saia bermuda moletom camiseta
    calcado: tenis sapato sandalia bota chinelo
    veiculo: carro moto caminhao van caminhonete automovel
    crianca: bebe filho filha neto neta sobrinho sobrinha
    documento: rg cpf cnh identidade passaporte certidao
    bebida: cerveja vinho refrigerante suco cachaca whisky agua drink
    alcool: cerveja vinho cachaca whisky caipirinha
    alcoolico: cerveja vinho cachaca whisky
    comida: lanche salgado marmita bolo pizza hamburguer
    alimento: fruta doce bolo carne leite
    cartao: credito debito visa mastercard elo
    movel: sofa mesa cadeira armario cama rack estante
    eletrodomestico: geladeira fogao microondas freezer
    eletronico: celular notebook televisao tv computador tablet
    familiar: mae pai irmao irma esposa marido filho avo
    feriado: natal carnaval pascoa reveillon
    medico: cardiologista dermatologista ortopedista pediatra ginecologista
    exame: ultrassom hemograma ressonancia tomografia
    idioma: ingles espanhol frances alemao italiano mandarim
    instrumento: violao piano bateria guitarra teclado
    esporte: futebol volei tenis natacao basquete
    equipamento: computador projetor impressora
    pertence: celular chave carteira oculos bolsa mochila
    objeto: celular chave carteira oculos bolsa mochila
    bagagem: mala mochila bolsa
    joia: anel colar brinco alianca pulseira
    flor: rosa orquidea girassol lirio tulipa
    dano: risco amassado furo rasgo trinca
    clothes: shirt pants jacket dress suit skirt coat
    drink: beer wine juice soda
    vehicle: car motorcycle truck van
    pet: dog cat
"""


def _wider() -> dict[str, frozenset[str]]:
    wider: dict[str, set[str]] = {}
    for line in _KINDS.strip().splitlines():
        general, _, special = line.partition(":")
        for word in special.split():
            wider.setdefault(stem(word), set()).add(stem(general.strip()))
    return {word: frozenset(found) for word, found in wider.items()}


_WIDER = _wider()
_NONE: frozenset[str] = frozenset()


def wider_than(word_stem: str) -> frozenset[str]:
    return _WIDER.get(word_stem, _NONE)
