-- Ids from numbers, the same for the loader and for pgbench.
create schema bench;
grant usage on schema bench to dom360_app;

create function bench.id(p_kind text, p_first bigint, p_second bigint) returns uuid
    language sql immutable parallel safe
    return (p_kind || lpad(to_hex(p_first), 6, '0') || '-0000-7000-8000-'
            || lpad(to_hex(p_second), 12, '0'))::uuid;

create function bench.tenant(n bigint) returns uuid
    language sql immutable parallel safe return bench.id('b0', 0, n);
create function bench.inbox(n bigint) returns uuid
    language sql immutable parallel safe return bench.id('b1', 0, n);
create function bench.contact(n bigint, c bigint) returns uuid
    language sql immutable parallel safe return bench.id('b2', n, c);
create function bench.conversation(n bigint, c bigint) returns uuid
    language sql immutable parallel safe return bench.id('b3', n, c);
create function bench.old_conversation(month bigint, k bigint) returns uuid
    language sql immutable parallel safe return bench.id('b4', month, k);

-- About a hundred characters, as people write.
create function bench.words(i bigint) returns text
    language sql immutable parallel safe
    return 'Mensagem ' || i || ': gostaria de entender melhor como funciona o plano para uma equipe '
           || 'pequena, com prazo curto e poucas pessoas.';

grant execute on all functions in schema bench to dom360_app;
