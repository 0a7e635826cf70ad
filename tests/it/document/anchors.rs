//! Anchors: which place a name leads to.

use yundu::document::parse;

/// Checks what the text of the body begins with where a name leads.
#[track_caller]
fn check(body: &str, name: &str, expected: Option<&str>) {
    let document = parse(body);
    let found = document.anchor(name).map(|place| {
        let block = &document.blocks[place.block];
        body[block.span.start..].lines().next().unwrap_or_default()
    });
    assert_eq!(found, expected, "{name} in {body}");
}

#[test]
fn headings_are_found_as_generators_name_them() {
    let body =
        "# Hello, World! v1.35\n\n## 一、云原生 Go\n\n## 云原生\n\n## 云原生\n\n## ⚙️ 设置\n\n## 第①节\n\n## 3. API\n";
    // GitHub, and Jekyll, whose kramdown reads GFM.
    check(body, "hello-world-v135", Some("# Hello, World! v1.35"));
    check(body, "一云原生-go", Some("## 一、云原生 Go"));
    check(body, "云原生-1", Some("## 云原生"));
    check(body, "\u{fe0f}-设置", Some("## ⚙️ 设置"));
    check(body, "第节", Some("## 第①节"));
    // Hugo drops marks.
    check(body, "-设置", Some("## ⚙️ 设置"));
    // kramdown itself keeps ASCII from the first letter on.
    check(body, "go", Some("## 一、云原生 Go"));
    check(body, "section", Some("## 云原生"));
    check(body, "section-1", Some("## 云原生"));
    check(body, "section-3", Some("## 第①节"));
    check(body, "api", Some("## 3. API"));
    // Near enough.
    check(body, "Hello--World-v1.35", Some("# Hello, World! v1.35"));
    check(body, "不在", None);
    check(body, "", None);
    check("# 题\n", "！", None);
    // What differs in hyphens only is found by the rule itself.
    check("# 甲乙\n\n# 甲 乙\n", "甲-乙", Some("# 甲 乙"));
    check("# 甲 乙\n\n# 甲乙\n", "甲乙", Some("# 甲乙"));
}

#[test]
fn names_that_authors_give_come_first() {
    let body = "<a name=\"甲\"></a>\n\n段一\n\n段<a id=x></a>二\n\n# 甲\n\n## 题 {#own}\n\n段三\n{: #three .cls}\n\n\
                ## 题四\n{: #four}\n\n<h2 id='five'>五</h2>\n\n<div id=\"six\">\n六\n</div>\n";
    check(body, "甲", Some("段一"));
    check(body, "x", Some("段<a id=x></a>二"));
    check(body, "X", Some("段<a id=x></a>二"));
    check(body, "own", Some("## 题 {#own}"));
    check(body, "three", Some("段三"));
    check(body, "four", Some("## 题四"));
    check(body, "five", Some("五</h2>"));
    check(body, "six", Some("六"));
    check("末\n\n<a name=\"end\"></a>\n", "end", Some("末"));
    check(
        "<details><summary><h3>题</h3></summary>\n\n<a name=\"in\"></a>里面\n</details>\n",
        "in",
        Some("<a name=\"in\"></a>里面"),
    );
    check("<!-- <a name=\"no\"> -->\n\n`<a name=\"no\">`", "no", None);
}

#[test]
fn a_place_inside_a_block_is_known() {
    let body = "一二三\n四<a id=\"x\"></a>五";
    let place = parse(body).anchor("x").unwrap();
    assert_eq!((place.block, place.offset), (0, body.find("<a").unwrap()));
}
