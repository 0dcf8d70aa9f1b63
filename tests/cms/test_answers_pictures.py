"""Pictures in pages: in several sizes and formats, never without words, and found with one look."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.core.files.images import ImageFile
from django.db import connection
from django.template import Context, Template, TemplateSyntaxError
from django.test.utils import CaptureQueriesContext
from PIL import Image

from cms.answers.models import Topic
from cms.library.models import CouncilImage
from tests.cms.shared import site
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def picture(width: int = 900, height: int = 600) -> CouncilImage:
    file = BytesIO()
    Image.new("RGB", (width, height), "teal").save(file, "PNG")
    return CouncilImage.objects.create(title="Bord", description="Ett bord", file=ImageFile(file, name="bord.png"))


def written(image: Any, words: str = 'alt="Ett bord"') -> str:
    template = Template("{% load pictures %}{% cms_picture image " + words + " %}")
    return template.render(Context({"image": image}))


def test_the_browser_chooses_among_formats_and_widths(world: World) -> None:
    site(world)
    html = written(picture())
    assert re.findall(r'type="([^"]+)"', html) == ["image/avif", "image/webp"]
    assert re.findall(r"(\d+)w", html) == ["480", "800", "900"] * 3
    assert re.search(r'<img[^>]* width="\d+"', html)
    assert re.search(r'<img[^>]* height="\d+"', html)
    assert 'loading="lazy"' in html


def test_the_first_picture_of_a_page_does_not_wait(world: World) -> None:
    site(world)
    assert "loading" not in written(picture(), 'alt="Ett bord" lazy=False')


def test_a_small_picture_is_not_made_larger(world: World) -> None:
    site(world)
    assert "480w" not in written(picture(200, 100))


def test_a_picture_without_words_is_a_mistake_of_the_template(world: World) -> None:
    site(world)
    with pytest.raises(TemplateSyntaxError, match="alt"):
        written(picture(), "")
    assert 'alt=""' in written(picture(), 'alt=""')


def test_all_sizes_are_found_with_one_look(world: World) -> None:
    site(world)
    image = picture()
    first = written(image)
    with CaptureQueriesContext(connection) as made:
        assert written(CouncilImage.objects.get(pk=image.pk)) == first
    assert len(made) <= 2, "the picture, and what was made of it"


def test_no_picture_is_nothing(world: World) -> None:
    assert written(None) == ""


def test_a_picture_that_is_described_anew_is_so_on_every_page(world: World) -> None:
    site(world)
    image = picture()
    before = Topic.objects.get(name="site").version
    image.description = "Ett dukat bord"
    image.save()
    assert Topic.objects.get(name="site").version > before
