-- One row: the words that the sample's names are made of. Any likeness to people or companies is chance.

select
    [
        'Ada', 'Amelia', 'Anna', 'Ben', 'Carla', 'Clara', 'Daniel', 'David', 'Elena', 'Emil', 'Emma', 'Erik',
        'Eva', 'Felix', 'Freya', 'George', 'Grace', 'Hanna', 'Henry', 'Ingrid', 'Isaac', 'Jack', 'Julia', 'Karl',
        'Laura', 'Leo', 'Lucas', 'Maria', 'Marta', 'Max', 'Mia', 'Nina', 'Noah', 'Nora', 'Oliver', 'Oscar', 'Paul',
        'Rosa', 'Ruth', 'Sara', 'Simon', 'Sofia', 'Thomas', 'Tess', 'Victor', 'Willa',
    ] as given_names,
    [
        'Abbott', 'Ahlberg', 'Bauer', 'Bell', 'Brandt', 'Carter', 'Castell', 'Clarke', 'Dalton', 'Dubois', 'Eriksen',
        'Evans', 'Fischer', 'Foster', 'Garcia', 'Gray', 'Haas', 'Hughes', 'Ibsen', 'Jansen', 'Keller', 'Kerr',
        'Lange', 'Larsen', 'Lopez', 'Marsh', 'Meyer', 'Moreau', 'Nolan', 'Novak', 'Ortega', 'Palmer', 'Quinn',
        'Rossi', 'Ryan', 'Schultz', 'Silva', 'Stone', 'Torres', 'Vogel', 'Walsh', 'Weber', 'Wright', 'Young',
    ] as family_names,
    [
        '王', '李', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴', '徐', '孙', '胡', '朱', '高', '林', '何', '郭',
        '马', '罗', '梁', '宋', '郑', '谢', '韩', '唐', '冯', '于', '董', '萧', '欧阳', '司马',
    ] as chinese_family_names,
    [
        '伟', '芳', '娜', '敏', '静', '丽', '强', '磊', '军', '洋', '勇', '艳', '杰', '娟', '涛', '明', '超', '秀英',
        '霞', '平', '刚', '桂英', '文博', '子涵', '梓萱', '浩然', '雨桐', '欣怡', '宇轩', '思远', '若曦', '嘉怡',
        '俊杰', '晓明', '婷婷', '佳琪', '建国', '志强', '海燕', '雪梅',
    ] as chinese_given_names,
    [
        'Alder', 'Amber', 'Beacon', 'Birch', 'Bluewater', 'Bridge', 'Cedar', 'Cobalt', 'Copper', 'Delta', 'Eastgate',
        'Elm', 'Falcon', 'Granite', 'Harbor', 'Heron', 'Highland', 'Iron', 'Juniper', 'Kestrel', 'Lantern', 'Linden',
        'Maple', 'Meridian', 'Mill', 'Orchard', 'Osprey', 'Pine', 'Quarry', 'Quay', 'River', 'Rowan', 'Sable', 'Slate',
        'Stonefield', 'Summit', 'Thorn', 'Tidal', 'Willow', 'Wren',
    ] as company_words,
    ['Ltd', 'GmbH', 'Inc.', '& Sons', 'Group', 'Partners', 'B.V.', 'Co.'] as company_forms,
    [
        '杭州', '上海', '北京', '深圳', '广州', '苏州', '成都', '武汉', '南京', '西安', '厦门', '宁波', '青岛', '长沙',
    ] as chinese_cities,
    [
        '云帆', '恒信', '晨光', '博远', '华盛', '嘉禾', '金石', '鼎新', '启明', '瑞丰', '天成', '万和', '新锐', '远航',
        '正和', '中科', '众诚', '卓越', '安泰', '百川',
    ] as chinese_company_words,
    [
        'Sofia Lange', 'Marcus Bell', '陈思远', 'Elena Novak', '李雨桐', 'Henry Walsh', 'Nora Eriksen', '赵文博',
        'Carla Rossi', 'James Tan', '周静', 'Anna Keller',
    ] as account_managers,
