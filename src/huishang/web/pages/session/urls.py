from django.urls import path

from . import views

urlpatterns = [path("post/", views.change_post, name="post")]
