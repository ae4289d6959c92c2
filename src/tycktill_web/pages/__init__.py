"""What people meet, one folder an audience; knows no answer but the one being given."""
