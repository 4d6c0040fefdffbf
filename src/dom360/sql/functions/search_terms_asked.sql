-- The terms of a question that say what it is about. Left out are the words around it that the stemmer's
-- own list only knows with accents, and those that every question has.
create or replace function dom360.search_terms_asked(p_tenant uuid, p_text text) returns text[]
    language sql immutable parallel safe
    as $$
    select coalesce(pg_catalog.array_agg(q.term order by q.term), '{}')
      from (select t.term
              from pg_catalog.unnest(dom360.search_terms(p_tenant, p_text)) t (term)
            except
            select w.term
              from pg_catalog.unnest(dom360.search_terms(p_tenant,
                  'nao voce voces ate ja so tambem sao esta estao sera ta to eh pra pro vc vcs tb '
                  'qual quais quanto quanta quantos quantas como onde quando que quem porque por '
                  'oi ola bom boa dia tarde noite obrigado obrigada favor gentileza ai la aqui '
                  'gostaria queria quero saber dizer falar informar preciso precisava pode posso podem '
                  'poderia tem tenho ter existe sobre algum alguma '
                  'what which how when where who why does can could would please the is are do you '
                  'i your my a an of for to in on and or there have has me tell about hello hi'))
                  w (term)
             limit 32) q
    $$;

grant execute on function dom360.search_terms_asked(uuid, text) to dom360_app, dom360_lookup;
