def kept(tree, name, query):
    # ok: xpath-query-parameter-python
    tree.xpath("//user[@name=$name]", name=name)
    # ok: xpath-query-parameter-python
    tree.xpath(f"//user[{int(name)}]")
    # ok: xpath-query-parameter-python
    return tree.xpath(query)
