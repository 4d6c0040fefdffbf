"""First names that are common in Brazil, folded: how a person is told in "o bruno ja respondeu?",
where nothing is written large. No name of a business or of a thing is among them."""

from dom360.agents.text import fold

_NAMES = """
    adriana adriano alan alessandra alex alexandre alice aline amanda ana anderson andre andrea
    andreia andressa angela antonio arthur artur augusto barbara beatriz bernardo bianca breno bruna
    bruno caio camila carla carlos carolina caroline cassia cecilia celia celso cesar cintia
    clarice claudia claudio cleber cristiane cristiano cristina daiane daniel daniela danilo davi
    david debora denise diego diogo eduarda eduardo elaine eliana eliane elias elisa emanuel emerson
    enzo erica erick erika estela evandro everton fabiana fabiano fabio fabricio felipe fernanda
    fernando flavia flavio francisca francisco gabriel gabriela geraldo gilberto giovana giovanna
    gisele glaucia gustavo guilherme heitor helena helio henrique hugo igor ingrid isabel isabela
    isadora ivan ivo jacqueline jaqueline jaime janaina jean jessica joana joao joaquim joel jonas
    jorge jose josiane joyce juliana juliano julio karen karina katia larissa laura leandro leila
    leonardo leticia lidia lilian livia lorena luan luana lucas lucia luciana luciano luis luiz
    luiza magda manoel manuela marcela marcelo marcia marcio marcos margarete maria mariana marina
    mario marlene marta mateus matheus mauricio mauro maximo mayara melissa michele miguel miriam
    moacir monica murilo natalia nathalia nelson nicolas nicole olivia osvaldo otavio pamela
    patricia paula paulo pedro priscila rafael rafaela raquel regina reginaldo renan renata renato
    ricardo rita roberta roberto rodrigo rogerio ronaldo rosana roseli rosangela sabrina samuel
    sandra sandro sara sebastiao sergio silvana silvia simone solange sonia suelen tais tania
    tatiana tatiane thais thiago tiago valdir valeria vanessa vera vicente victor vinicius vitor
    vitoria
    viviane wagner wellington wesley william yara yasmin
    ademir adilson ailton alberto aldo alvaro antonia antonio benedito berenice caetano catarina
    cicero cleide cleusa clovis dalva dirce douglas edgar edilson edmilson edna edson elza emilia
    ester eunice ezequiel fatima franciele gilmar gilson gisela hilda iara inacio ines iracema
    irene israel izabel jair janete jefferson jeferson joelma jonathan josefa josias josue juarez
    judite jussara keila kelly kleber laercio lais lauro lazaro leda leonor lidiane lourdes luciane
    luzia maicon malu marisa maristela marli marlon maura micaela milena milton mirian nadia neide
    neusa nilson nilton noemia odair olga olivia orlando osmar oscar pietro raissa rebeca romulo
    ronildo rosilene rubens rute samara saulo selma severino sidnei silas silvio sofia sueli susana
    tales tamara tarcisio telma tereza teresa ubiratan valdecir valdemar valter vanda vanderlei
    vania vilma vilson walter valmir waldir willian yago ygor zelia zilda
"""
FIRST_NAMES = frozenset(_NAMES.split())


def may_be_somebody(name: str) -> bool:
    """By its capital, or by a first name that is common."""
    return name[:1].isupper() or fold(name).split()[0] in FIRST_NAMES
